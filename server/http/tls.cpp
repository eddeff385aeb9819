#include "server/http/tls.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <cerrno>
#include <ctime>

#include "base/ensure.h"

namespace muniment::http {
namespace {

// TLS 1.2 with forward secrecy and authenticated encryption; the suites of 1.3 are all such.
constexpr const char* suites_of_12 =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:"
    "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";
constexpr const char* groups = "X25519:P-256:P-384";

// A socket BIO of our own: OpenSSL's writes without MSG_NOSIGNAL, and a client that hangs up would
// end the program.
int fd_of(BIO* bio) { return static_cast<int>(reinterpret_cast<std::intptr_t>(BIO_get_data(bio))); }

int bio_write(BIO* bio, const char* bytes, int size) {
    BIO_clear_retry_flags(bio);
    const ssize_t sent = ::send(fd_of(bio), bytes, static_cast<std::size_t>(size), MSG_NOSIGNAL);
    if (sent < 0 && (errno == EAGAIN || errno == EINTR)) BIO_set_retry_write(bio);
    return static_cast<int>(sent);
}

int bio_read(BIO* bio, char* bytes, int size) {
    BIO_clear_retry_flags(bio);
    const ssize_t got = ::recv(fd_of(bio), bytes, static_cast<std::size_t>(size), 0);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) BIO_set_retry_read(bio);
    return static_cast<int>(got);
}

long bio_ctrl(BIO*, int command, long, void*) { return command == BIO_CTRL_FLUSH ? 1 : 0; }

const BIO_METHOD* socket_method() {
    static const BIO_METHOD* const method = [] {
        BIO_METHOD* made = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "socket");
        ensure(made != nullptr, "OpenSSL has no memory for a BIO method");
        BIO_meth_set_write(made, bio_write);
        BIO_meth_set_read(made, bio_read);
        BIO_meth_set_ctrl(made, bio_ctrl);
        return made;
    }();
    return method;
}

// RFC 7301: only http/1.1 is spoken here; a client that says it speaks others only is refused.
int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* chosen_size,
                    const unsigned char* offered, unsigned int offered_size, void*) {
    static constexpr unsigned char ours[] = "\x08http/1.1";
    unsigned char* found = nullptr;
    const int state =
        SSL_select_next_proto(&found, chosen_size, ours, sizeof ours - 1, offered, offered_size);
    *chosen = found;
    return state == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

void harden(SSL_CTX* context) {
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_options(context, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION |
                                     SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_NO_TICKET);
    SSL_CTX_set_num_tickets(context, 0);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                  SSL_MODE_RELEASE_BUFFERS);
    const bool strong = SSL_CTX_set_cipher_list(context, suites_of_12) == 1 &&
                        SSL_CTX_set1_groups_list(context, groups) == 1;
    ensure(strong, "this OpenSSL knows none of the cipher suites");
    SSL_CTX_set_alpn_select_cb(context, choose_protocol, nullptr);
}

Error bad_file(const std::string& file, const std::string& why) {
    ERR_clear_error();
    return {Fault::incorrect, file + " " + why};
}

// An encrypted key would make the program ask at the terminal in the middle of a reload.
int no_password(char*, int, int, void*) { return -1; }

Status check_key_file(const std::string& file) {
    struct stat facts{};
    if (::stat(file.c_str(), &facts) != 0) return bad_file(file, "cannot be read.");
    if ((facts.st_mode & 07) != 0)
        return bad_file(file, "may be read by everybody on this machine; run: chmod 600 " + file);
    return ok();
}

Instant end_of(const X509* certificate) {
    std::tm end{};
    if (ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &end) != 1) return Instant{};
    return Instant{std::chrono::seconds(::timegm(&end))};
}

}  // namespace

Result<std::shared_ptr<const TlsIdentity>> TlsIdentity::load(const TlsFiles& files, Instant now) {
    std::unique_ptr<TlsIdentity> made(new TlsIdentity);
    made->context_ = SSL_CTX_new(TLS_server_method());
    ensure(made->context_ != nullptr, "OpenSSL has no memory for a context");
    harden(made->context_);
    SSL_CTX_set_default_passwd_cb(made->context_, no_password);
    TRY(check_key_file(files.key));
    if (SSL_CTX_use_certificate_chain_file(made->context_, files.certificate.c_str()) != 1)
        return bad_file(files.certificate,
                        "holds no certificate in PEM form (the server's first, then its issuers).");
    if (SSL_CTX_use_PrivateKey_file(made->context_, files.key.c_str(), SSL_FILETYPE_PEM) != 1 ||
        SSL_CTX_check_private_key(made->context_) != 1)
        return bad_file(files.key, "is not the private key of the certificate in " +
                                       files.certificate + ", in PEM form and without a password.");
    made->ends_ = end_of(SSL_CTX_get0_certificate(made->context_));
    if (made->ends_ <= now)
        return bad_file(files.certificate,
                        "ended on " + to_text(made->ends_) + "; put a renewed one there.");
    return std::shared_ptr<const TlsIdentity>(made.release());
}

TlsIdentity::~TlsIdentity() { SSL_CTX_free(context_); }

TlsLine::TlsLine(const TlsIdentity& identity, int descriptor) : ssl_(SSL_new(identity.context_)) {
    BIO* bio = BIO_new(socket_method());
    ensure(ssl_ != nullptr && bio != nullptr, "OpenSSL has no memory for a connection");
    BIO_set_data(bio, reinterpret_cast<void*>(static_cast<std::intptr_t>(descriptor)));
    BIO_set_init(bio, 1);
    SSL_set_bio(ssl_, bio, bio);
    SSL_set_accept_state(ssl_);
}

TlsLine::~TlsLine() { SSL_free(ssl_); }

Progress TlsLine::why(int result) const {
    switch (SSL_get_error(ssl_, result)) {
        case SSL_ERROR_WANT_READ:
            return Progress::wants_read;
        case SSL_ERROR_WANT_WRITE:
            return Progress::wants_write;
        default:
            return Progress::ended;
    }
}

Progress TlsLine::shake_hands() {
    ERR_clear_error();
    const int result = SSL_do_handshake(ssl_);
    if (result == 1) return Progress::done;
    const Progress progress = why(result);
    if (progress != Progress::ended) return progress;
    broken_ = true;
    const int reason = ERR_GET_REASON(ERR_peek_error());
    ERR_clear_error();
    return reason == SSL_R_HTTP_REQUEST ? Progress::spoke_plain : Progress::ended;
}

Moved TlsLine::read(char* to, std::size_t size) {
    ERR_clear_error();
    std::size_t got = 0;
    const int result = SSL_read_ex(ssl_, to, size, &got);
    if (result == 1) return {Progress::done, got};
    const Progress progress = why(result);
    broken_ = broken_ || progress == Progress::ended;
    return {progress, 0};
}

Moved TlsLine::write(std::string_view bytes) {
    ERR_clear_error();
    std::size_t sent = 0;
    const int result = SSL_write_ex(ssl_, bytes.data(), bytes.size(), &sent);
    if (result == 1) return {Progress::done, sent};
    const Progress progress = why(result);
    broken_ = broken_ || progress == Progress::ended;
    return {progress, 0};
}

void TlsLine::say_goodbye() {
    // After a fatal error OpenSSL forbids a shutdown.
    if (!broken_) SSL_shutdown(ssl_);
    ERR_clear_error();
}

}  // namespace muniment::http
