#include "cli/opened.h"

#include <termios.h>
#include <unistd.h>

#include <fstream>
#include <iostream>
#include <iterator>

#include "kernel/tasks/tasks.h"
#include "packs/packs.h"
#include "server/app.h"

namespace muniment::cli {

int fail(const Error& error) {
    std::cerr << "muniment: " << error.message;
    if (!error.cite.empty()) std::cerr << " (" << error.cite << ")";
    std::cerr << "\n";
    return 1;
}

Result<rules::Packs> load_packs(const Common& common) {
    if (common.packs.empty()) return rules::Packs::load(packs::shipped());
    return rules::Packs::load(TRY(packs::read_folder(common.packs)));
}

Result<std::unique_ptr<Opened>> Opened::open(const Common& common) {
    auto opened = std::make_unique<Opened>();
    opened->packs_ = std::make_unique<rules::Packs>(TRY(load_packs(common)));
    opened->house_ = TRY(house::House::open({common.data, common.database, common.keys},
                                            opened->clock_, opened->random_));
    TRY(server::settle_all(*opened->house_));
    opened->router_ = std::make_unique<desk::Router>(server::all_routes());
    return opened;
}

Result<std::string> Opened::ask(const std::string& method, const std::string& path,
                                const std::string& content) {
    bool woken = false;
    const desk::Performer by{*house_, *packs_, *router_, [&] { woken = true; }};
    auto answer =
        TRY(desk::perform(by, desk::operator_of_this_machine(), {method, path, {}, content}));
    if (woken) TRY(tasks::JobRunner(*house_, *packs_, server::all_jobs()).run_all());
    return std::move(answer.content);
}

Result<std::string> read_whole_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (!in) return Error{Fault::not_found, "The file " + path + " cannot be read."};
    return bytes;
}

Status write_whole_file(const std::string& path, std::string_view bytes) {
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out << bytes;
    if (!out.flush()) return Error{Fault::unavailable, "The file " + path + " cannot be written."};
    return ok();
}

Status keep_zone(house::House& house, const Zone& zone) {
    const auto view = TRY(house.view());
    auto act = TRY(house.change_zone(*view, zone));
    TRY(house.act(std::move(act)));
    return ok();
}

static std::string read_line_silently(const std::string& prompt) {
    std::cerr << prompt << std::flush;
    termios before{};
    const bool terminal = tcgetattr(STDIN_FILENO, &before) == 0;
    if (terminal) {
        termios silent = before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSANOW, &silent);
    }
    std::string line;
    std::getline(std::cin, line);
    if (terminal) {
        tcsetattr(STDIN_FILENO, TCSANOW, &before);
        std::cerr << "\n";
    }
    return line;
}

Result<std::string> ask_password(const std::string& prompt) {
    const std::string password = read_line_silently(prompt);
    if (isatty(STDIN_FILENO) == 1 && read_line_silently("again: ") != password)
        return Error{Fault::incorrect, "The two passwords are not the same."};
    if (password.empty()) return Error{Fault::incorrect, "A password is needed."};
    return password;
}

}  // namespace muniment::cli
