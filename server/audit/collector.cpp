// TLS to a collector, with OpenSSL over a socket whose waits are limited.
#include "server/audit/collector.h"

#include <linux/sockios.h>
#include <netdb.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <charconv>
#include <chrono>
#include <thread>

namespace muniment::audit {

struct Collector::State {
    int socket = -1;
    std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context{nullptr, SSL_CTX_free};
    std::unique_ptr<SSL, decltype(&SSL_free)> tls{nullptr, SSL_free};
    int seconds_max = 10;

    ~State() {
        tls.reset();
        if (socket >= 0) close(socket);
    }
};

static Error gone() {
    return {Fault::unavailable, "The connection to the syslog collector broke."};
}

Result<CollectorOptions> collector_at(std::string_view address) {
    constexpr std::string_view scheme = "syslog+tls://";
    const Error wrong{Fault::incorrect,
                      "The collector must be given as syslog+tls://HOST:PORT or HOST:PORT."};
    if (address.starts_with(scheme)) address.remove_prefix(scheme.size());
    CollectorOptions options;
    std::string_view port;
    if (address.starts_with('[')) {
        const auto end = address.find(']');
        if (end == address.npos) return wrong;
        options.host = address.substr(1, end - 1);
        port = address.substr(end + 1);
    } else {
        const auto colon = std::min(address.find(':'), address.size());
        options.host = address.substr(0, colon);
        port = address.substr(colon);
    }
    if (options.host.empty() || options.host.size() > 253 ||
        options.host.find_first_of("/ @") != std::string::npos)
        return wrong;
    if (port.empty()) return options;
    const auto [end, failed] =
        std::from_chars(port.data() + 1, port.data() + port.size(), options.port);
    if (port[0] != ':' || failed != std::errc() || end != port.data() + port.size() ||
        options.port == 0)
        return wrong;
    return options;
}

static void limit_waits(int socket, std::chrono::milliseconds most) {
    timeval wait{};
    wait.tv_sec = most.count() / 1000;
    wait.tv_usec = (most.count() % 1000) * 1000;
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
    setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait);
}

static Result<int> open_socket(const CollectorOptions& options) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (getaddrinfo(options.host.c_str(), std::to_string(options.port).c_str(), &hints, &found) !=
        0)
        return Error{Fault::unavailable,
                     "The syslog collector's name is not known: " + options.host + "."};
    const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> all(found, freeaddrinfo);
    for (const addrinfo* each = found; each != nullptr; each = each->ai_next) {
        const int made = socket(each->ai_family, each->ai_socktype | SOCK_CLOEXEC, 0);
        if (made < 0) continue;
        limit_waits(made, std::chrono::seconds(options.seconds_max));
        if (connect(made, each->ai_addr, each->ai_addrlen) == 0) return made;
        close(made);
    }
    return Error{Fault::unavailable,
                 "The syslog collector does not answer at " + options.name() + "."};
}

static Status load_files(SSL_CTX* context, const CollectorOptions& options) {
    if (SSL_CTX_load_verify_locations(context, options.ca.c_str(), nullptr) != 1)
        return Error{Fault::incorrect, "The file of authorities cannot be read: " + options.ca};
    if (options.certificate.empty()) return ok();
    if (SSL_CTX_use_certificate_chain_file(context, options.certificate.c_str()) != 1 ||
        SSL_CTX_use_PrivateKey_file(context, options.key.c_str(), SSL_FILETYPE_PEM) != 1 ||
        SSL_CTX_check_private_key(context) != 1)
        return Error{Fault::incorrect, "The client's certificate and key do not fit together: " +
                                           options.certificate};
    return ok();
}

// The name or address in the certificate must be that of the host.
static void expect_host(SSL* tls, const std::string& host) {
    X509_VERIFY_PARAM* wanted = SSL_get0_param(tls);
    if (X509_VERIFY_PARAM_set1_ip_asc(wanted, host.c_str()) == 1) return;
    SSL_set_hostflags(tls, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    SSL_set1_host(tls, host.c_str());
    SSL_set_tlsext_host_name(tls, host.c_str());
}

Collector::Collector() : state_(std::make_unique<State>()) {}

Result<std::unique_ptr<Collector>> Collector::connect(const CollectorOptions& options) {
    std::unique_ptr<Collector> made(new Collector);
    State& state = *made->state_;
    state.seconds_max = options.seconds_max;
    state.context.reset(SSL_CTX_new(TLS_client_method()));
    SSL_CTX_set_min_proto_version(state.context.get(), TLS1_2_VERSION);
    SSL_CTX_set_verify(state.context.get(), SSL_VERIFY_PEER, nullptr);
    TRY(load_files(state.context.get(), options));
    state.socket = TRY(open_socket(options));
    state.tls.reset(SSL_new(state.context.get()));
    expect_host(state.tls.get(), options.host);
    SSL_set_fd(state.tls.get(), state.socket);
    ERR_clear_error();
    if (SSL_connect(state.tls.get()) == 1) return made;
    if (SSL_get_verify_result(state.tls.get()) != X509_V_OK)
        return Error{Fault::forbidden, "The syslog collector's certificate is not one for " +
                                           options.host + " from the authorities in " + options.ca +
                                           "."};
    return Error{Fault::unavailable, "The syslog collector at " + options.name() +
                                         " does not take a TLS connection from this client."};
}

Collector::~Collector() {
    if (!state_ || !state_->tls || SSL_is_init_finished(state_->tls.get()) == 0) return;
    limit_waits(state_->socket, std::chrono::seconds(1));
    if (SSL_shutdown(state_->tls.get()) == 0) SSL_shutdown(state_->tls.get());
}

Status Collector::send(std::string_view bytes) {
    ERR_clear_error();
    while (!bytes.empty()) {
        std::size_t taken = 0;
        if (SSL_write_ex(state_->tls.get(), bytes.data(), bytes.size(), &taken) != 1) return gone();
        bytes.remove_prefix(taken);
    }
    return ok();
}

// Reads what the other side sent of its own: session tickets are taken, a farewell ends it.
static Status still_open(SSL* tls, int socket, int seconds_max) {
    pollfd readable{socket, POLLIN, 0};
    if (poll(&readable, 1, 0) <= 0) return ok();
    limit_waits(socket, std::chrono::milliseconds(10));
    char byte = 0;
    ERR_clear_error();
    const int got = SSL_read(tls, &byte, 1);
    const int why = SSL_get_error(tls, got);
    limit_waits(socket, std::chrono::seconds(seconds_max));
    if (got > 0 || why == SSL_ERROR_WANT_READ) return ok();
    return gone();
}

Status Collector::settled() {
    const auto deadline =
        std::chrono::steady_clock::now() + std::chrono::seconds(state_->seconds_max);
    for (int waiting = 1; waiting != 0;) {
        TRY(still_open(state_->tls.get(), state_->socket, state_->seconds_max));
        if (ioctl(state_->socket, SIOCOUTQ, &waiting) != 0) return gone();
        if (waiting == 0) break;
        if (std::chrono::steady_clock::now() > deadline) return gone();
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return still_open(state_->tls.get(), state_->socket, state_->seconds_max);
}

}  // namespace muniment::audit
