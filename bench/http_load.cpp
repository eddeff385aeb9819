// A small closed-loop HTTP load client: N keep-alive connections, each with one request in flight,
// for R seconds. Prints requests per second, latency percentiles and errors. It parses no more of
// an answer than the status and Content-Length, so that it costs less than the server it measures.
//
// With -w each connection is a person who thinks about so many seconds between requests, and a
// request's time counts from when she wanted to send it. With -u each connection has a cookie of
// its own, a line of the file; with -p each request is one of the file's lines, "METHOD PATH BODY",
// and PATH is left out of account.
//
//     http_load PORT PATH [-c connections] [-s seconds] [-t threads] [-k "Cookie text"]
//               [-H "Name: value"] [-w seconds] [-u cookies-file] [-p requests-file]
// SPDX-License-Identifier: Apache-2.0
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

struct Plan {
    std::uint16_t port = 0;
    std::string path = "/";
    int connections = 64;
    double seconds = 3;
    int threads = 1;
    std::string fields;  // extra header lines
    double think = 0;    // seconds, on average
    std::vector<std::string> cookies;
    std::vector<std::string> requests;  // method line to end of content, but for the fields
};

struct Tally {
    std::vector<std::uint32_t> microseconds;
    std::uint64_t bytes = 0;
    std::uint64_t failed = 0;   // connections lost
    std::uint64_t refused = 0;  // answers other than 2xx and 3xx
    void add(const Tally& other) {
        microseconds.insert(microseconds.end(), other.microseconds.begin(),
                            other.microseconds.end());
        bytes += other.bytes;
        failed += other.failed;
        refused += other.refused;
    }
};

struct Line {
    int fd = -1;
    std::size_t number = 0;
    std::uint64_t asked = 0;
    bool thinks = false;
    Clock::time_point sent_at;  // or will be: when the person wants to
    std::string head;           // of the answer, until whole
    std::uint64_t left = 0;     // of its content
    bool in_content = false;
};

int dial(std::uint16_t port) {
    const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (fd < 0 || connect(fd, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) {
        std::perror("connect");
        std::exit(1);
    }
    const int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
    return fd;
}

std::uint64_t content_length(std::string_view head) {
    constexpr std::string_view name = "\r\nContent-Length: ";
    const auto at = head.find(name);
    if (at == std::string_view::npos) return 0;
    return std::strtoull(head.data() + at + name.size(), nullptr, 10);
}

class Load {
  public:
    Load(const Plan& plan, int lines, int first)
        : plan_(plan),
          lines_(static_cast<std::size_t>(lines)),
          epoll_(epoll_create1(EPOLL_CLOEXEC)) {
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            open(lines_[i]);
            lines_[i].number = static_cast<std::size_t>(first) + i;
        }
    }

    Tally run(Clock::time_point until) {
        for (Line& line : lines_) next(line);
        std::vector<epoll_event> events(lines_.size());
        while (Clock::now() < until) {
            const int count = epoll_wait(epoll_, events.data(), static_cast<int>(events.size()),
                                         plan_.think > 0 ? 1 : 100);
            for (int i = 0; i < count; ++i) {
                Line& line = *static_cast<Line*>(events[static_cast<std::size_t>(i)].data.ptr);
                if (!read(line)) reopen(line);
            }
            wake();
        }
        return std::move(tally_);
    }

  private:
    void open(Line& line) {
        const std::size_t number = line.number;
        const std::uint64_t asked = line.asked;
        line = Line{};
        line.number = number;
        line.asked = asked;
        line.fd = dial(plan_.port);
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.ptr = &line;
        epoll_ctl(epoll_, EPOLL_CTL_ADD, line.fd, &event);
    }

    void reopen(Line& line) {
        ++tally_.failed;
        close(line.fd);
        open(line);
        next(line);
    }

    // Now, or when she has thought: evenly between nothing and twice the average.
    void next(Line& line) {
        line.sent_at = Clock::now();
        if (plan_.think <= 0) return ask(line);
        line.thinks = true;
        line.sent_at += std::chrono::duration_cast<Clock::duration>(
            std::chrono::duration<double>(plan_.think * 2 * share(line)));
    }
    void wake() {
        if (plan_.think <= 0) return;
        const auto now = Clock::now();
        for (Line& line : lines_)
            if (line.thinks && line.sent_at <= now) ask(line);
    }
    // A number in [0, 1) out of the line's own count: every run asks the same.
    static double share(const Line& line) {
        std::uint64_t x =
            (line.number + 1) * 0x9e3779b97f4a7c15u + line.asked * 0xbf58476d1ce4e5b9u;
        x ^= x >> 31;
        x *= 0x94d049bb133111ebu;
        return static_cast<double>(x >> 40) / static_cast<double>(1u << 24);
    }

    std::string request_of(const Line& line) const {
        std::string fields =
            "Host: 127.0.0.1:" + std::to_string(plan_.port) + "\r\n" + plan_.fields;
        if (!plan_.cookies.empty())
            fields += "Cookie: " + plan_.cookies[line.number % plan_.cookies.size()] + "\r\n";
        if (plan_.requests.empty()) return "GET " + plan_.path + " HTTP/1.1\r\n" + fields + "\r\n";
        const auto chosen = static_cast<std::size_t>(share(line) * 7919) % plan_.requests.size();
        const std::string& words = plan_.requests[chosen];
        const auto path = words.find(' ') + 1;
        const auto body = std::min(words.find(' ', path), words.size());
        const std::string content = words.substr(std::min(body + 1, words.size()));
        return words.substr(0, body) + " HTTP/1.1\r\n" + fields +
               (content.empty() ? ""
                                : "X-Muniment: 1\r\nContent-Type: application/json\r\n"
                                  "Content-Length: " +
                                      std::to_string(content.size()) + "\r\n") +
               "\r\n" + content;
    }

    void ask(Line& line) {
        line.thinks = false;
        const std::string request = request_of(line);
        ++line.asked;
        if (send(line.fd, request.data(), request.size(), MSG_NOSIGNAL) !=
            static_cast<ssize_t>(request.size()))
            ++tally_.failed;
    }

    bool read(Line& line) {
        const ssize_t size = recv(line.fd, buffer_, sizeof buffer_, 0);
        if (size < 0) return errno == EAGAIN || errno == EINTR;
        if (size == 0) return false;
        tally_.bytes += static_cast<std::uint64_t>(size);
        take(line, std::string_view(buffer_, static_cast<std::size_t>(size)));
        return true;
    }

    void take(Line& line, std::string_view bytes) {
        if (!line.in_content) {
            line.head += bytes;
            const auto end = line.head.find("\r\n\r\n");
            if (end == std::string::npos) return;
            const std::string_view head = std::string_view(line.head).substr(0, end + 2);
            if (head.size() < 12 || (head[9] != '2' && head[9] != '3')) ++tally_.refused;
            line.left = content_length(head);
            line.in_content = true;
            bytes = std::string_view(line.head).substr(end + 4);
        }
        line.left -= std::min<std::uint64_t>(line.left, bytes.size());
        if (line.left > 0) return;
        const auto took = Clock::now() - line.sent_at;
        tally_.microseconds.push_back(static_cast<std::uint32_t>(
            std::chrono::duration_cast<std::chrono::microseconds>(took).count()));
        line.head.clear();
        line.in_content = false;
        next(line);
    }

    const Plan& plan_;
    std::vector<Line> lines_;
    int epoll_;
    Tally tally_;
    char buffer_[64 << 10];
};

double percentile(const std::vector<std::uint32_t>& sorted, double share) {
    if (sorted.empty()) return 0;
    const auto at = static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1));
    return sorted[at] / 1000.0;
}

std::vector<std::string> lines_of(const char* path) {
    std::ifstream file(path);
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);)
        if (!line.empty()) lines.push_back(std::move(line));
    return lines;
}

Plan parse(int argc, char** argv) {
    Plan plan;
    if (argc < 3) {
        std::fprintf(stderr,
                     "usage: http_load PORT PATH [-c n] [-s seconds] [-t threads] [-k cookie] "
                     "[-H header] [-w seconds] [-u cookies] [-p requests]\n");
        std::exit(2);
    }
    plan.port = static_cast<std::uint16_t>(std::atoi(argv[1]));
    plan.path = argv[2];
    for (int i = 3; i + 1 < argc; i += 2) {
        const std::string_view flag = argv[i];
        const char* value = argv[i + 1];
        if (flag == "-c") plan.connections = std::max(std::atoi(value), 1);
        if (flag == "-s") plan.seconds = std::atof(value);
        if (flag == "-t") plan.threads = std::max(std::atoi(value), 1);
        if (flag == "-k") plan.fields += "Cookie: " + std::string(value) + "\r\n";
        if (flag == "-w") plan.think = std::atof(value);
        if (flag == "-u") plan.cookies = lines_of(value);
        if (flag == "-p") plan.requests = lines_of(value);
        if (flag == "-H") plan.fields += std::string(value) + "\r\n";
    }
    return plan;
}

}  // namespace

int main(int argc, char** argv) {
    const Plan plan = parse(argc, argv);
    const auto began = Clock::now();
    const auto until = began + std::chrono::duration_cast<Clock::duration>(
                                   std::chrono::duration<double>(plan.seconds));
    std::vector<Tally> tallies(static_cast<std::size_t>(plan.threads));
    std::vector<std::thread> threads;
    for (int i = 0; i < plan.threads; ++i) {
        const int share = plan.connections / plan.threads + (i < plan.connections % plan.threads);
        const int first = i * (plan.connections / plan.threads + 1);
        threads.emplace_back([&plan, &tallies, i, share, first, until] {
            tallies[static_cast<std::size_t>(i)] = Load(plan, share, first).run(until);
        });
    }
    for (std::thread& thread : threads) thread.join();
    const double took = std::chrono::duration<double>(Clock::now() - began).count();
    Tally all;
    for (const Tally& tally : tallies) all.add(tally);
    std::sort(all.microseconds.begin(), all.microseconds.end());
    std::printf(
        "%d connections, %.1f s: %.0f req/s, %.1f MB/s, p50 %.2f ms, p99 %.2f ms, max %.2f ms, "
        "not 2xx/3xx %llu, errors %llu\n",
        plan.connections, took, static_cast<double>(all.microseconds.size()) / took,
        static_cast<double>(all.bytes) / took / 1e6, percentile(all.microseconds, 0.5),
        percentile(all.microseconds, 0.99), percentile(all.microseconds, 1.0),
        static_cast<unsigned long long>(all.refused), static_cast<unsigned long long>(all.failed));
    return 0;
}
