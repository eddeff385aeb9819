// For tests of TLS: self-signed certificates made on the spot, in a folder that goes with them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <doctest/doctest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

namespace muniment::testing {

struct CertificateFolder {
    std::filesystem::path folder;
    std::string certificate, key;

    explicit CertificateFolder(const std::string& name = "localhost") {
        std::string made =
            (std::filesystem::temp_directory_path() / "muniment-tls-XXXXXX").string();
        REQUIRE(mkdtemp(made.data()) != nullptr);
        folder = made;
        certificate = (folder / "server.pem").string();
        key = (folder / "server.key").string();
        write(name, 3600);
    }
    CertificateFolder(const CertificateFolder&) = delete;
    ~CertificateFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(folder, ignored);
    }

    // A new key and a certificate of this name that ends so many seconds from now.
    void write(const std::string& name, long seconds) const {
        const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> pair(EVP_EC_gen("P-256"),
                                                                       EVP_PKEY_free);
        const std::unique_ptr<X509, decltype(&X509_free)> x509(X509_new(), X509_free);
        X509_set_version(x509.get(), 2);
        ASN1_INTEGER_set(X509_get_serialNumber(x509.get()), 1);
        X509_gmtime_adj(X509_getm_notBefore(x509.get()), -7200);
        X509_gmtime_adj(X509_getm_notAfter(x509.get()), seconds);
        X509_set_pubkey(x509.get(), pair.get());
        X509_NAME* subject = X509_get_subject_name(x509.get());
        X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC,
                                   reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
        X509_set_issuer_name(x509.get(), subject);
        REQUIRE(X509_sign(x509.get(), pair.get(), EVP_sha256()) > 0);
        std::unique_ptr<std::FILE, int (*)(std::FILE*)> out(std::fopen(certificate.c_str(), "w"),
                                                            std::fclose);
        REQUIRE(PEM_write_X509(out.get(), x509.get()) == 1);
        out.reset(std::fopen(key.c_str(), "w"));
        REQUIRE(PEM_write_PrivateKey(out.get(), pair.get(), nullptr, nullptr, 0, nullptr,
                                     nullptr) == 1);
        out.reset();
        std::filesystem::permissions(
            key, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    }
};

}  // namespace muniment::testing
