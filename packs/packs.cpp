#include "packs/packs.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/asset.h"

namespace muniment::assets {
Assets packs();
}

namespace muniment::packs {
namespace {

namespace fs = std::filesystem;

Result<rules::PackText> read_text(const fs::path& file, const fs::path& folder) {
    rules::PackText text{file.lexically_relative(folder).generic_string(), ""};
    std::error_code failed;
    if (fs::file_size(file, failed) > rules::pack_bytes_max || failed)
        return Error{Fault::incorrect, text.name + ": cannot be read, or is larger than " +
                                           std::to_string(rules::pack_bytes_max) + " bytes."};
    std::ifstream in(file, std::ios::binary);
    text.text.assign(std::istreambuf_iterator<char>(in), {});
    return text;
}

}  // namespace

std::vector<rules::PackText> shipped() {
    std::vector<rules::PackText> texts;
    for (const Asset& asset : assets::packs())
        texts.push_back({std::string(asset.path), std::string(asset.bytes)});
    return texts;
}

Result<std::vector<rules::PackText>> read_folder(const std::string& path) {
    std::vector<rules::PackText> texts;
    std::error_code failed;
    fs::recursive_directory_iterator at(path, failed);
    if (failed)
        return Error{Fault::not_found, "The folder of rule packs cannot be opened: " +
                                           failed.message() + "; correct its path."};
    for (const fs::directory_entry& entry : at) {
        if (!entry.is_regular_file() || entry.path().extension() != ".toml") continue;
        texts.push_back(TRY(read_text(entry.path(), path)));
        if (texts.size() > rules::packs_max)
            return Error{Fault::incorrect, "The folder of rule packs holds more than " +
                                               std::to_string(rules::packs_max) + " packs."};
    }
    std::ranges::sort(texts, {}, &rules::PackText::name);
    return texts;
}

}  // namespace muniment::packs
