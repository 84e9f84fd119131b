#include "render/html_json.h"

namespace zh::render {

void append_script_string(std::string& out, std::string_view text) {
  static constexpr char kHex[] = "0123456789abcdef";
  const auto unicode = [&](unsigned code) {
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) out += kHex[(code >> shift) & 15];
  };
  out += '"';
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += text[i];
    } else if (c == '\n') {
      out += "\\n";
    } else if (c < 0x20 || c == 0x7F || c == '<' || c == '>' || c == '&') {
      unicode(c);
    } else if (c == 0xE2 && i + 2 < text.size() && text[i + 1] == '\x80' && (text[i + 2] == '\xA8' || text[i + 2] == '\xA9')) {
      unicode(text[i + 2] == '\xA8' ? 0x2028 : 0x2029);
      i += 2;
    } else {
      out += text[i];
    }
  }
  out += '"';
}

void ScriptJson::separate() {
  if (out_.empty()) return;
  const char last = out_.back();
  if (last != '{' && last != '[' && last != ':') out_ += ',';
}
void ScriptJson::open(char bracket) {
  separate();
  out_ += bracket;
}
void ScriptJson::close(char bracket) { out_ += bracket; }
void ScriptJson::key(std::string_view name) {
  separate();
  append_script_string(out_, name);
  out_ += ':';
}
void ScriptJson::value(std::string_view text) {
  separate();
  append_script_string(out_, text);
}
void ScriptJson::value(long long number) {
  separate();
  out_ += std::to_string(number);
}
void ScriptJson::null() {
  separate();
  out_ += "null";
}
void ScriptJson::put(std::string_view name, std::string_view text) {
  if (text.empty()) return;
  key(name);
  value(text);
}

}  // namespace zh::render
