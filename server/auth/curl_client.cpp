// HttpClient over libcurl. An address of this machine or of its network's metadata service is
// refused after name resolution too, unless it was written out as this machine's.
#include <arpa/inet.h>
#include <curl/curl.h>
#include <sys/socket.h>

#include <cstring>

#include "server/auth/http_client.h"

namespace muniment::server {

namespace {

constexpr std::size_t answer_bytes_max = 256 << 10;
constexpr long seconds_max = 5;

struct FreeHandle {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

std::size_t take(char* bytes, std::size_t size, std::size_t count, void* into) {
    auto& content = *static_cast<std::string*>(into);
    if (content.size() + size * count > answer_bytes_max) return 0;  // ends the transfer
    content.append(bytes, size * count);
    return size * count;
}

bool is_local_or_metadata(const sockaddr* address) {
    if (address->sa_family == AF_INET) {
        sockaddr_in four;
        std::memcpy(&four, address, sizeof four);
        const auto ip = ntohl(four.sin_addr.s_addr);
        return ip >> 24 == 127 || ip >> 24 == 0 || ip >> 16 == 0xa9fe;
    }
    sockaddr_in6 six;
    std::memcpy(&six, address, sizeof six);
    return IN6_IS_ADDR_LOOPBACK(&six.sin6_addr) || IN6_IS_ADDR_LINKLOCAL(&six.sin6_addr) ||
           IN6_IS_ADDR_UNSPECIFIED(&six.sin6_addr) || IN6_IS_ADDR_V4MAPPED(&six.sin6_addr);
}

curl_socket_t open_elsewhere(void*, curlsocktype, curl_sockaddr* address) {
    if (is_local_or_metadata(&address->addr)) return CURL_SOCKET_BAD;
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

bool is_this_machine(const std::string& address) {
    return address.starts_with("http://localhost:") || address.starts_with("http://127.0.0.1:");
}

void set_limits(CURL* curl, const std::string& address) {
    const bool here = is_this_machine(address);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, here ? "http" : "https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2});
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, seconds_max);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    if (!here) curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_elsewhere);
}

class CurlClient final : public HttpClient {
  public:
    Result<Fetched> fetch(const std::string& address, const std::string& form) override {
        const Error failed{Fault::unavailable,
                           "Another server that sign-in needs did not answer; try again, or sign "
                           "in with your password."};
        if (!address.starts_with("https://") && !is_this_machine(address)) return failed;
        const std::unique_ptr<CURL, FreeHandle> handle(curl_easy_init());
        if (!handle) return failed;
        CURL* const curl = handle.get();
        Fetched fetched;
        const std::unique_ptr<curl_slist, FreeList> fields(
            curl_slist_append(nullptr, "Accept: application/json"));
        set_limits(curl, address);
        curl_easy_setopt(curl, CURLOPT_URL, address.c_str());
        curl_easy_setopt(curl, CURLOPT_HTTPHEADER, fields.get());
        curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
        curl_easy_setopt(curl, CURLOPT_WRITEDATA, &fetched.content);
        if (!form.empty()) curl_easy_setopt(curl, CURLOPT_POSTFIELDS, form.c_str());
        if (curl_easy_perform(curl) != CURLE_OK) return failed;
        long status = 0;
        curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
        fetched.status = static_cast<int>(status);
        return fetched;
    }
};

}  // namespace

std::unique_ptr<HttpClient> curl_client() { return std::make_unique<CurlClient>(); }

}  // namespace muniment::server
