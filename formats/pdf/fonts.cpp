// Finds the font files by family and style, and builds the private configuration from them.
// SPDX-License-Identifier: Apache-2.0
#include "formats/pdf/fonts.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

#include <optional>
#include <string>

namespace muniment::pdf {
namespace {

struct Wanted {
    const char* family;
    const char* style;
    const char* package;
};
constexpr Wanted wanted_fonts[] = {
    {"Noto Sans", "Regular", "fonts-noto-core"},
    {"Noto Sans", "Bold", "fonts-noto-core"},
    {"Noto Sans", "Italic", "fonts-noto-core"},
    {"Noto Sans Mono", "Regular", "fonts-noto-mono"},
    {"DejaVu Sans", "Book", "fonts-dejavu-core"},
    {"DejaVu Sans", "Bold", "fonts-dejavu-core"},
    {"DejaVu Sans Mono", "Book", "fonts-dejavu-core"},
};

// Of several copies of a font the one with the highest version, then the first path, is taken.
std::optional<std::string> file_of(const Wanted& wanted) {
    FcPattern* pattern = FcPatternBuild(nullptr, FC_FAMILY, FcTypeString, wanted.family, FC_STYLE,
                                        FcTypeString, wanted.style, nullptr);
    FcObjectSet* objects = FcObjectSetBuild(FC_FILE, FC_FONTVERSION, nullptr);
    FcFontSet* found = FcFontList(nullptr, pattern, objects);
    std::optional<std::string> best;
    int best_version = -1;
    for (int i = 0; found != nullptr && i < found->nfont; ++i) {
        FcChar8* file = nullptr;
        int version = 0;
        if (FcPatternGetString(found->fonts[i], FC_FILE, 0, &file) != FcResultMatch) continue;
        FcPatternGetInteger(found->fonts[i], FC_FONTVERSION, 0, &version);
        const std::string path = reinterpret_cast<const char*>(file);
        if (version > best_version || (version == best_version && path < *best)) {
            best = path;
            best_version = version;
        }
    }
    if (found != nullptr) FcFontSetDestroy(found);
    FcObjectSetDestroy(objects);
    FcPatternDestroy(pattern);
    return best;
}

FcCharSet* coverage_of(FcConfig* config) {
    FcCharSet* all = FcCharSetCreate();
    const FcFontSet* fonts = FcConfigGetFonts(config, FcSetApplication);
    for (int i = 0; fonts != nullptr && i < fonts->nfont; ++i) {
        FcCharSet* one = nullptr;
        if (FcPatternGetCharSet(fonts->fonts[i], FC_CHARSET, 0, &one) == FcResultMatch)
            FcCharSetMerge(all, one, nullptr);
    }
    return all;
}

}  // namespace

Result<std::unique_ptr<Fonts>> Fonts::find() {
    std::unique_ptr<Fonts> fonts(new Fonts);
    fonts->config_ = FcConfigCreate();
    for (const Wanted& wanted : wanted_fonts) {
        const auto file = file_of(wanted);
        if (!file || !FcConfigAppFontAddFile(fonts->config_,
                                             reinterpret_cast<const FcChar8*>(file->c_str())))
            return Error{Fault::unavailable, "The font " + std::string(wanted.family) + " " +
                                                 wanted.style +
                                                 " is not installed; install the Debian package " +
                                                 wanted.package + "."};
    }
    fonts->covered_ = coverage_of(fonts->config_);
    return fonts;
}

Fonts::~Fonts() {
    if (covered_ != nullptr) FcCharSetDestroy(covered_);
    if (config_ != nullptr) FcConfigDestroy(config_);
}

// Reading the font files takes some 20 ms, so it is done once in a process; what is loaded never
// changes.
Result<const Fonts*> Fonts::load() {
    static const Result<std::unique_ptr<Fonts>> loaded = find();
    if (!loaded) return loaded.error();
    return static_cast<const Fonts*>(loaded->get());
}

bool Fonts::covers(char32_t character) const { return FcCharSetHasChar(covered_, character); }

PangoContext* Fonts::new_context() const {
    PangoFontMap* map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), config_);
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(map), 72);
    PangoContext* context = pango_font_map_create_context(map);
    g_object_unref(map);  // the context holds it
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    pango_context_set_language(context, pango_language_from_string("en-us"));
    pango_context_set_round_glyph_positions(context, FALSE);
    return context;
}

}  // namespace muniment::pdf
