#pragma once
#include <string>
#include <string_view>

namespace zh::render {

/// Appends `text` as a JSON string that may stand inside a script element: <, >, & and the line separators of JavaScript are
/// escaped, so that no text can end the element or the statement.
void append_script_string(std::string& out, std::string_view text);

/// A JSON object or array written from front to back; commas take care of themselves. Empty members are left out: they are the
/// greater part of a ledger.
class ScriptJson {
 public:
  void open(char bracket);  ///< { or [
  void close(char bracket);
  void key(std::string_view name);
  void value(std::string_view text);
  void value(long long number);
  void null();
  /// A member, unless it is empty.
  void put(std::string_view name, std::string_view text);
  std::string take() { return std::move(out_); }
  std::string& out() { return out_; }

 private:
  void separate();
  std::string out_;
};

}  // namespace zh::render
