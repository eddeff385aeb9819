// The fonts of our documents and which characters they can show. Only the files named in fonts.cpp
// are used, through a fontconfig configuration of our own, so that a page looks the same on every
// machine.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <memory>

#include "base/result.h"

typedef struct _PangoContext PangoContext;
typedef struct _FcConfig FcConfig;
typedef struct _FcCharSet FcCharSet;

namespace muniment::pdf {

// Shared by all renderings; immutable once loaded.
class Fonts {
  public:
    // Errors: unavailable, naming the Debian package that brings the missing font.
    static Result<const Fonts*> load();

    bool covers(char32_t character) const;
    // A context for one rendering, 1 unit = 1 point, unhinted; free it with g_object_unref.
    PangoContext* new_context() const;

    ~Fonts();
    Fonts(const Fonts&) = delete;
    Fonts& operator=(const Fonts&) = delete;

  private:
    Fonts() = default;
    static Result<std::unique_ptr<Fonts>> find();
    FcConfig* config_ = nullptr;
    FcCharSet* covered_ = nullptr;
};

inline constexpr const char* sans_families = "Noto Sans, DejaVu Sans";
inline constexpr const char* mono_families = "Noto Sans Mono, DejaVu Sans Mono, DejaVu Sans";

}  // namespace muniment::pdf
