#include "formats/csv/csv.h"

#include <csv.h>

#include "base/text.h"

namespace muniment::csv {

namespace {

// libcsv calls back for each field and each end of a line.
struct Sheet {
    std::size_t rows_max = 0;
    std::vector<Row> rows;
    Row row;
    bool too_long = false;

    static void take_field(void* bytes, std::size_t size, void* sheet) {
        static_cast<Sheet*>(sheet)->row.emplace_back(
            trim({bytes == nullptr ? "" : static_cast<const char*>(bytes), size}));
    }
    static void take_line(int, void* sheet) {
        auto& self = *static_cast<Sheet*>(sheet);
        self.too_long = self.too_long || self.rows.size() == self.rows_max;
        if (!self.too_long) self.rows.push_back(std::move(self.row));
        self.row.clear();
    }
};

struct Parser {
    csv_parser parser;
    Parser() { ensure(csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) == 0, "libcsv is set up"); }
    ~Parser() { csv_free(&parser); }
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;
};

// "-5", "+12.50": what a spreadsheet reads as a number and nothing else.
bool is_number(std::string_view field) {
    const auto digits = [](std::string_view text) {
        return !text.empty() && text.size() <= 15 &&
               text.find_first_not_of("0123456789") == text.npos;
    };
    if (field.starts_with('+') || field.starts_with('-')) field.remove_prefix(1);
    const auto point = field.find('.');
    return digits(field.substr(0, point)) &&
           (point == field.npos || digits(field.substr(point + 1)));
}

bool is_formula(std::string_view field) {
    if (field.empty() || is_number(field)) return false;
    // Some programs take the wide signs of East Asian keyboards for the narrow ones.
    for (const std::string_view wide : {"\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"})
        if (field.starts_with(wide)) return true;
    return std::string_view("=+-@").find(field.front()) != std::string_view::npos ||
           static_cast<unsigned char>(field.front()) < ' ';
}

std::string field_of(const std::string& plain) {
    const std::string field = is_formula(plain) ? "'" + plain : plain;
    if (field.find_first_of(",\"\r\n\t") == field.npos) return field;
    return "\"" + replaced(field, "\"", "\"\"") + "\"";
}

}  // namespace

Result<std::vector<Row>> read(std::string_view text, const Limits& limits) {
    if (text.size() > limits.bytes)
        return Error{Fault::incorrect,
                     "The table is larger than " + std::to_string(limits.bytes) + " bytes."};
    if (!is_utf8(text))
        return Error{Fault::incorrect, "The table is not UTF-8 text; save it as CSV UTF-8."};
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    Parser parser;
    const auto separator = text.find_first_of(",\t\r\n");
    if (separator != text.npos && text[separator] == '\t') csv_set_delim(&parser.parser, '\t');
    Sheet sheet;
    sheet.rows_max = limits.rows;
    const auto read = csv_parse(&parser.parser, text.data(), text.size(), Sheet::take_field,
                                Sheet::take_line, &sheet);
    const bool whole = read == text.size() &&
                       csv_fini(&parser.parser, Sheet::take_field, Sheet::take_line, &sheet) == 0;
    if (sheet.too_long)
        return Error{Fault::incorrect,
                     "The table has more than " + std::to_string(limits.rows) + " rows."};
    if (!whole)
        return Error{Fault::incorrect, "A quotation mark does not fit in row " +
                                           std::to_string(sheet.rows.size() + 1) + "."};
    return std::move(sheet.rows);
}

std::string write(const std::vector<Row>& rows) {
    std::string text;
    for (const Row& row : rows) {
        std::vector<std::string> fields;
        for (const std::string& field : row) fields.push_back(field_of(field));
        text += join(fields, ",") + "\r\n";
    }
    return text;
}

}  // namespace muniment::csv
