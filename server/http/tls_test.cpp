// TLS over real sockets: which versions and suites are refused, clients in the clear and slow ones,
// and a certificate that changes while connections are open.
// SPDX-License-Identifier: Apache-2.0
#include "server/http/tls.h"

#include <doctest/doctest.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "server/http/test_client.h"
#include "tests/support/certificates.h"

namespace muniment::http {
namespace {

using namespace std::chrono_literals;
using testing::CertificateFolder;
using ContextPtr = std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)>;

ContextPtr client_context(int version = 0, const char* suites = nullptr) {
    ContextPtr context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
    // Level 0, or OpenSSL itself would not send the old versions that must be refused.
    SSL_CTX_set_cipher_list(context.get(), suites != nullptr ? suites : "ALL:@SECLEVEL=0");
    SSL_CTX_set_security_level(context.get(), 0);
    SSL_CTX_set_min_proto_version(context.get(), version);
    SSL_CTX_set_max_proto_version(context.get(), version);
    return context;
}

// A client that speaks TLS over a blocking socket.
class TlsClient {
  public:
    TlsClient(std::uint16_t port, SSL_CTX* context, std::string_view protocols = {})
        : fd_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)), ssl_(SSL_new(context), SSL_free) {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        REQUIRE(connect(fd_, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0);
        const timeval patience{20, 0};
        setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        SSL_set_fd(ssl_.get(), fd_);
        if (!protocols.empty())
            SSL_set_alpn_protos(ssl_.get(),
                                reinterpret_cast<const unsigned char*>(protocols.data()),
                                static_cast<unsigned>(protocols.size()));
        met_ = SSL_connect(ssl_.get()) == 1;
        ERR_clear_error();
    }
    TlsClient(const TlsClient&) = delete;
    ~TlsClient() { close(fd_); }
    bool met() const { return met_; }
    std::string version() const { return SSL_get_version(ssl_.get()); }
    std::string server_name() const {
        const std::unique_ptr<X509, decltype(&X509_free)> peer(
            SSL_get1_peer_certificate(ssl_.get()), X509_free);
        char name[100] = "";
        X509_NAME_get_text_by_NID(X509_get_subject_name(peer.get()), NID_commonName, name,
                                  sizeof name);
        return name;
    }
    bool say(std::string_view bytes) {
        std::size_t sent = 0;
        return SSL_write_ex(ssl_.get(), bytes.data(), bytes.size(), &sent) == 1;
    }
    // Everything until `wanted` stands in it, or the end.
    std::string hear(std::string_view wanted) {
        std::string heard;
        char buffer[16 << 10];
        std::size_t got = 0;
        while (heard.find(wanted) == std::string::npos &&
               SSL_read_ex(ssl_.get(), buffer, sizeof buffer, &got) == 1)
            heard.append(buffer, got);
        return heard;
    }

  private:
    int fd_;
    std::unique_ptr<SSL, decltype(&SSL_free)> ssl_;
    bool met_ = false;
};

Options with(const CertificateFolder& files) {
    Options options;
    options.tls = TlsFiles{files.certificate, files.key};
    return options;
}

TEST_CASE("TLS 1.2 and 1.3 are spoken; 1.0 and 1.1 are refused (45 CFR 164.312(e)(1))") {
    const CertificateFolder files;
    const auto server = serve(echo, with(files));
    struct Row {
        int version;
        bool met;
        std::string name;
    };
    const Row rows[] = {{TLS1_VERSION, false, ""},
                        {TLS1_1_VERSION, false, ""},
                        {TLS1_2_VERSION, true, "TLSv1.2"},
                        {TLS1_3_VERSION, true, "TLSv1.3"},
                        {0, true, "TLSv1.3"}};
    for (const Row& row : rows) {
        CAPTURE(row.version);
        const auto context = client_context(row.version);
        TlsClient client(server->port(), context.get());
        CHECK(client.met() == row.met);
        if (!client.met()) continue;
        CHECK(client.version() == row.name);
        client.say(get("/a"));
        const std::string heard = client.hear("GET /a ");
        CHECK(heard.starts_with("HTTP/1.1 200 OK\r\n"));
        CHECK(heard.find("\r\nStrict-Transport-Security: max-age=31536000") != std::string::npos);
    }
}

TEST_CASE("suites without forward secrecy or authenticated encryption are refused") {
    const CertificateFolder files;
    const auto server = serve(echo, with(files));
    for (const char* suites : {"AES128-GCM-SHA256", "ECDHE-ECDSA-AES128-SHA",
                               "ECDHE-ECDSA-AES128-SHA256", "eNULL:@SECLEVEL=0"}) {
        CAPTURE(suites);
        const auto context = client_context(TLS1_2_VERSION, suites);
        CHECK_FALSE(TlsClient(server->port(), context.get()).met());
    }
    const auto good = client_context(TLS1_2_VERSION, "ECDHE-ECDSA-AES128-GCM-SHA256");
    CHECK(TlsClient(server->port(), good.get()).met());
}

TEST_CASE("a client of another protocol is refused (RFC 7301 3.2)") {
    const CertificateFolder files;
    const auto server = serve(echo, with(files));
    const auto context = client_context();
    using namespace std::string_view_literals;
    CHECK(TlsClient(server->port(), context.get(), "\x08http/1.1"sv).met());
    CHECK(TlsClient(server->port(), context.get(), "\x02h2\x08http/1.1"sv).met());
    CHECK_FALSE(TlsClient(server->port(), context.get(), "\x04smtp"sv).met());
}

TEST_CASE("a request in the clear on the port of TLS is told so, and nothing handles it") {
    const CertificateFolder files;
    std::atomic<int> handled = 0;
    const auto server = serve(
        [&](const Request& request, const Respond& respond) {
            ++handled;
            echo(request, respond);
        },
        with(files));
    Line line(server->port());
    line.say(get("/secret"));
    const auto heard = line.hear();
    CHECK(heard.status == 400);
    CHECK(heard.content.find("https://") != std::string::npos);
    CHECK(line.ended());
    Line noise(server->port());
    noise.say(std::string(500, '\x01'));
    while (noise.something_to_hear() && noise.hear().status != 0) {
    }
    CHECK(handled == 0);
}

TEST_CASE("a handshake that does not come to an end is closed, begun or not") {
    const CertificateFolder files;
    Options options = with(files);
    options.handshake_timeout = 30ms;
    options.sweep_every = 5ms;
    const auto server = serve(echo, options);
    Line silent(server->port());
    CHECK(silent.ended());
    Line begun(server->port());
    begun.say(std::string_view("\x16\x03\x01\x02\x00\x01\x00", 7));  // of a ClientHello
    CHECK(begun.ended());
}

TEST_CASE("the handler is told that the request came over TLS") {
    const CertificateFolder files;
    const Handler tell = [](const Request& request, const Respond& respond) {
        Response response;
        response.body = request.secure ? "secure." : "clear.";
        respond(std::move(response));
    };
    const auto secure = serve(tell, with(files));
    const auto context = client_context();
    TlsClient client(secure->port(), context.get());
    client.say(get("/"));
    CHECK(client.hear("secure.").find("secure.") != std::string::npos);
    const auto clear = serve(tell);
    Line line(clear->port());
    line.say(get("/"));
    CHECK(line.hear().content == "clear.");
}

TEST_CASE("a new certificate is used for new connections; open ones go on") {
    const CertificateFolder files("first.example");
    const auto server = serve(echo, with(files));
    const auto context = client_context();
    TlsClient before(server->port(), context.get());
    CHECK(before.server_name() == "first.example");
    files.write("second.example", 7200);
    REQUIRE(server->reload_tls());
    TlsClient after(server->port(), context.get());
    CHECK(after.server_name() == "second.example");
    before.say(get("/still"));
    CHECK(before.hear("GET /still ").starts_with("HTTP/1.1 200 OK"));

    // A bad one changes nothing.
    std::ofstream(files.certificate) << "not a certificate";
    const auto failed = server->reload_tls();
    REQUIRE_FALSE(failed);
    CHECK(failed.error().message.find(files.certificate) != std::string::npos);
    CHECK(TlsClient(server->port(), context.get()).server_name() == "second.example");
}

TEST_CASE("files that cannot be used are named, with what to do") {
    namespace fs = std::filesystem;
    struct Row {
        std::string what, says;
        std::function<void(const CertificateFolder&)> spoil;
    };
    const Row rows[] = {
        {"no certificate", "holds no certificate",
         [](const CertificateFolder& files) { fs::remove(files.certificate); }},
        {"no key", "cannot be read", [](const CertificateFolder& files) { fs::remove(files.key); }},
        {"another's key", "is not the private key",
         [](const CertificateFolder& files) {
             const CertificateFolder other;
             fs::copy_file(other.key, files.key, fs::copy_options::overwrite_existing);
         }},
        {"a key for everybody", "chmod 600",
         [](const CertificateFolder& files) {
             fs::permissions(files.key, fs::perms::others_read, fs::perm_options::add);
         }},
        {"ended", "ended on",
         [](const CertificateFolder& files) { files.write("localhost", -60); }},
    };
    for (const Row& row : rows) {
        CAPTURE(row.what);
        const CertificateFolder files;
        row.spoil(files);
        const auto server = Server::start(with(files), echo);
        REQUIRE_FALSE(server);
        CHECK(server.error().fault == Fault::incorrect);
        CHECK(server.error().message.find(row.says) != std::string::npos);
    }
}

TEST_CASE("large content goes both ways whole under TLS") {
    const CertificateFolder files;
    const auto kept = std::make_shared<const std::string>(3 << 20, 'k');
    const auto server = serve(
        [&](const Request& request, const Respond& respond) {
            Response response;
            if (request.body == *kept) response.shared_body = kept;
            respond(std::move(response));
        },
        with(files));
    const auto context = client_context();
    TlsClient client(server->port(), context.get());
    client.say("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3145728\r\n\r\n" + *kept);
    CHECK(client.hear(*kept).ends_with(*kept));
}

TEST_CASE("stop() closes TLS connections, in the handshake too") {
    const CertificateFolder files;
    const auto server = serve(echo, with(files));
    Line waiting(server->port());
    while (server->connections() == 0) std::this_thread::yield();
    server->stop();
    CHECK(waiting.ended());
    CHECK(server->connections() == 0);
}

}  // namespace
}  // namespace muniment::http
