#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace zh::store {

struct HttpRequest {
  std::string url, body;
  std::vector<std::string> headers;
  std::string ca_file;
  int connect_seconds = 5, seconds = 600;  ///< the second for the whole exchange
  std::function<bool()> stopped;           ///< true ends it
  /// Takes the body of an answer with status 200 piece by piece, in place of `body`; false ends the exchange.
  std::function<bool(std::string_view)> sink;
};
struct HttpAnswer {
  int status = 0;  ///< 0: none came whole, see `trouble`
  std::string body, trouble;
  bool late = false;     ///< a deadline passed
  bool stopped = false;  ///< by the user
};
/// POST by libcurl, certificates verified, no proxies, no redirections. The library is loaded by the first call.
HttpAnswer http_post(const HttpRequest& request);
/// Why libcurl cannot be loaded; empty if it can.
std::string http_missing();

}  // namespace zh::store
