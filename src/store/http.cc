#include "store/http.h"

#include <curl/curl.h>
#include <dlfcn.h>

#include <mutex>

namespace zh::store {
namespace {

#define ZH_CURL_FUNCTIONS(X) \
  X(global_init)             \
  X(easy_init) X(easy_setopt) X(easy_perform) X(easy_getinfo) X(easy_cleanup) X(easy_strerror) X(slist_append) X(slist_free_all)

struct Curl {
#define ZH_DECLARE(name) decltype(&::curl_##name) name = nullptr;
  ZH_CURL_FUNCTIONS(ZH_DECLARE)
#undef ZH_DECLARE
  std::string why;
};

Curl load() {
  Curl api;
  void* library = ::dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    const char* reason = ::dlerror();
    api.why = reason ? reason : "libcurl.so.4";
    return api;
  }
#define ZH_FIND(name)                                                                     \
  api.name = reinterpret_cast<decltype(&::curl_##name)>(::dlsym(library, "curl_" #name)); \
  if (!api.name) api.why = "curl_" #name;
  ZH_CURL_FUNCTIONS(ZH_FIND)
#undef ZH_FIND
  if (api.why.empty()) api.global_init(CURL_GLOBAL_DEFAULT);
  return api;
}

const Curl& curl() {
  static const Curl api = load();
  return api;
}

struct Exchange {
  const HttpRequest& request;
  HttpAnswer& answer;
  CURL* easy;
};
std::size_t append(char* data, std::size_t size, std::size_t count, void* into) {
  const auto& exchange = *static_cast<const Exchange*>(into);
  long status = 0;
  if (exchange.request.sink) (*curl().easy_getinfo)(exchange.easy, CURLINFO_RESPONSE_CODE, &status);
  if (status == 200) return exchange.request.sink({data, size * count}) ? size * count : 0;
  exchange.answer.body.append(data, size * count);
  return size * count;
}
int ask_stopped(void* stopped, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  const auto& ask = *static_cast<const std::function<bool()>*>(stopped);
  return ask && ask() ? 1 : 0;
}

}  // namespace

std::string http_missing() { return curl().why; }

HttpAnswer http_post(const HttpRequest& request) {
  const Curl& api = curl();
  HttpAnswer answer;
  // One handle a thread: its connection is used again.
  struct Handle {
    CURL* easy = nullptr;
    ~Handle() {
      if (easy) curl().easy_cleanup(easy);
    }
  };
  thread_local Handle handle;
  if (!handle.easy) handle.easy = api.easy_init();
  curl_slist* headers = api.slist_append(nullptr, "Expect:");
  for (const std::string& header : request.headers) headers = api.slist_append(headers, header.c_str());
  char trouble[CURL_ERROR_SIZE] = "";
  const auto set = [&](CURLoption option, auto value) { (*api.easy_setopt)(handle.easy, option, value); };
  set(CURLOPT_URL, request.url.c_str());
  set(CURLOPT_PROTOCOLS_STR, "http,https");
  set(CURLOPT_NOPROXY, "*");
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_SSL_VERIFYPEER, 1L);
  set(CURLOPT_SSL_VERIFYHOST, 2L);
  if (!request.ca_file.empty()) set(CURLOPT_CAINFO, request.ca_file.c_str());
  set(CURLOPT_CONNECTTIMEOUT, static_cast<long>(request.connect_seconds));
  set(CURLOPT_TIMEOUT, static_cast<long>(request.seconds));
  set(CURLOPT_HTTPHEADER, headers);
  set(CURLOPT_POST, 1L);
  set(CURLOPT_POSTFIELDS, request.body.data());
  set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
  set(CURLOPT_WRITEFUNCTION, append);
  Exchange exchange{request, answer, handle.easy};
  set(CURLOPT_WRITEDATA, static_cast<void*>(&exchange));
  set(CURLOPT_ERRORBUFFER, trouble);
  set(CURLOPT_NOPROGRESS, 0L);
  set(CURLOPT_XFERINFOFUNCTION, ask_stopped);
  set(CURLOPT_XFERINFODATA, const_cast<void*>(static_cast<const void*>(&request.stopped)));
  const CURLcode code = api.easy_perform(handle.easy);
  api.slist_free_all(headers);
  set(CURLOPT_ERRORBUFFER, static_cast<char*>(nullptr));
  if (code == CURLE_OK) {
    long status = 0;
    (*api.easy_getinfo)(handle.easy, CURLINFO_RESPONSE_CODE, &status);
    answer.status = static_cast<int>(status);
  } else {
    answer.trouble = *trouble ? trouble : api.easy_strerror(code);
    answer.late = code == CURLE_OPERATION_TIMEDOUT;
    answer.stopped = code == CURLE_ABORTED_BY_CALLBACK;
  }
  return answer;
}

}  // namespace zh::store
