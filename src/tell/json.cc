#include <algorithm>
#include <charconv>
#include <cstring>
#include <nlohmann/json.hpp>
#include <ostream>

#include "base/text.h"
#include "tell/tell.h"

namespace zh::tell {
namespace {

using nlohmann::ordered_json;
using readback::Range;

constexpr const char* kStatus[] = {"unchecked", "checked", "conflicting"};
constexpr const char* kVerdict[] = {"consistent", "contradictory", "undecided"};
constexpr const char* kWeight[] = {"error", "warning", "note"};

/// Whether a text is well-formed UTF-8 of at most three bytes a character without what JSON escapes: nearly all are.
bool is_plain(std::string_view s) {
  for (std::size_t i = 0; i < s.size();) {
    const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(s[k]); };
    const unsigned char lead = byte(i);
    if (lead < 0x80) {
      if (lead < 0x20 || lead == '"' || lead == '\\' || lead == 0x7F) return false;
      ++i;
      continue;
    }
    // The leads of which every sequence is well-formed; the others are left to the library.
    const std::size_t length = lead >= 0xC2 && lead <= 0xDF ? 2 : lead >= 0xE1 && lead != 0xED && lead <= 0xEF ? 3 : 0;
    if (length == 0 || i + length > s.size()) return false;
    for (std::size_t k = 1; k < length; ++k)
      if ((byte(i + k) & 0xC0U) != 0x80U) return false;
    i += length;
  }
  return true;
}

/// Bytes that are handed on in pieces.
class Bytes {
 public:
  void add(char c) {
    *room(1) = c;
    ++size_;
  }
  void add(std::string_view s) {
    std::memcpy(room(s.size()), s.data(), s.size());
    size_ += s.size();
  }
  template <typename Number>
  void add_number(Number number) {
    constexpr std::size_t kLongest = 24;
    char* const at = room(kLongest);
    size_ += static_cast<std::size_t>(std::to_chars(at, at + kLongest, number).ptr - at);
  }
  void pass_on(std::ostream& out, std::size_t at_least) {
    if (size_ < at_least) return;
    out.write(bytes_.data(), static_cast<std::streamsize>(size_));
    size_ = 0;
  }

 private:
  char* room(std::size_t more) {
    if (size_ + more > bytes_.size()) bytes_.resize(2 * bytes_.size() + more);
    return bytes_.data() + size_;
  }
  std::string bytes_;
  std::size_t size_ = 0;
};

/// JSON put together as text: a tree of a long document would be many times its size.
class Writer {
 public:
  explicit Writer(Bytes& out) : out_(out) {}

  void open(char bracket) {
    comma();
    out_.add(bracket);
    first_ = true;
  }
  void close(char bracket) {
    out_.add(bracket);
    first_ = false;
  }
  /// A name of letters only.
  template <std::size_t N>
  void name(const char (&name)[N]) {
    char piece[N + 3] = {',', '"'};
    std::copy(name, name + N - 1, piece + 2);
    piece[N + 1] = '"';
    piece[N + 2] = ':';
    out_.add(std::string_view(first_ ? piece + 1 : piece, piece + N + 3));
    first_ = true;
  }
  void value(std::string_view text) {
    comma();
    if (is_plain(text)) {
      out_.add('"');
      out_.add(text);
      out_.add('"');
    } else {
      out_.add(ordered_json(text).dump(-1, ' ', false, ordered_json::error_handler_t::replace));
    }
  }
  void value(std::size_t number) {
    comma();
    out_.add_number(number);
  }
  void value(int number) {
    comma();
    out_.add_number(number);
  }
  void value(const std::vector<int>& numbers) {
    open('[');
    for (const int n : numbers) value(n);
    close(']');
  }
  template <std::size_t N, typename Value>
  void field(const char (&key)[N], const Value& content) {
    name(key);
    value(content);
  }
  template <std::size_t N>
  void truth(const char (&key)[N]) {
    name(key);
    out_.add("true");
    first_ = false;
  }

 private:
  void comma() {
    if (!first_) out_.add(',');
    first_ = false;
  }
  Bytes& out_;
  bool first_ = true;
};

void range(Writer& w, const Interval& value) {
  constexpr int kDecimals = 8;
  const std::string low = value.low.str_decimal(kDecimals);
  w.field("low", low);
  w.field("high", value.is_point() ? low : value.high.str_decimal(kDecimals));
}

void number(Writer& w, const check::Numeral& n, std::size_t id) {
  w.open('{');
  w.field("id", id);
  w.field("start", n.range.start);
  w.field("end", n.range.end);
  w.field("text", n.text);
  if (!n.unit.empty()) w.field("unit", n.unit);
  if (n.value) range(w, *n.value);
  w.field("role", n.role);
  if (!n.subject.empty()) w.field("subject", n.subject);
  if (!n.period.empty()) w.field("period", n.period);
  w.field("status", std::string_view(kStatus[static_cast<int>(n.status)]));
  if (!n.reason.empty()) w.field("reason", n.reason);
  w.close('}');
}

void repair(Writer& w, const check::Repair& r) {
  w.open('{');
  w.field("number", r.number);
  w.field("replacement", r.replacement);
  w.field("clears", r.clears);
  if (!r.also.empty()) {
    w.name("also");
    w.open('[');
    for (const check::Repair::Change& c : r.also) {
      w.open('{');
      w.field("number", c.number);
      w.field("replacement", c.replacement);
      w.close('}');
    }
    w.close(']');
  }
  if (!r.cause.empty()) w.field("cause", r.cause);
  w.close('}');
}

void relation(Writer& w, const check::Relation& r, std::size_t id) {
  w.open('{');
  w.field("id", id);
  w.field("rule", r.rule);
  w.field("kind", r.kind);
  w.field("verdict", std::string_view(kVerdict[static_cast<int>(r.verdict)]));
  if (r.result) w.field("result", *r.result);
  w.field("operands", r.operands);
  if (!r.spans.empty()) {
    w.name("spans");
    w.open('[');
    for (const Range& s : r.spans) {
      w.open('[');
      w.value(s.start);
      w.value(s.end);
      w.close(']');
    }
    w.close(']');
  }
  w.field("formula", r.formula);
  if (r.computed) {
    w.name("computed");
    w.open('{');
    range(w, *r.computed);
    w.close('}');
  }
  w.field("message", r.message);
  if (r.truncation) w.truth("truncation");
  if (!r.repairs.empty()) {
    w.name("repairs");
    w.open('[');
    for (const check::Repair& one : r.repairs) repair(w, one);
    w.close(']');
  }
  w.close('}');
}

void finding(Writer& w, const Document& document, std::size_t id) {
  const check::Finding& f = document.result.findings[id];
  w.open('{');
  w.field("rule", f.rule);
  w.field("severity", std::string_view(kWeight[static_cast<int>(f.weight)]));
  w.field("message", f.message);
  w.field("numbers", f.numbers);
  w.field("relations", f.relations);
  w.field("start", f.range.start);
  w.field("end", f.range.end);
  if (!f.repair.empty()) w.field("repair", f.repair);
  if (!f.fingerprint.empty()) w.field("fingerprint", f.fingerprint);
  if (document.is_accepted(id)) w.field("accepted", document.accepted[id]);
  w.close('}');
}

/// `"name":[…]`, handed on in pieces.
template <typename Element>
void write_array(std::ostream& out, const char* name, std::size_t count, const Element& element) {
  constexpr std::size_t kPiece = 1 << 16;
  Bytes text;
  text.add(std::string(",\"") + name + "\":[");
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) text.add(',');
    Writer writer(text);
    element(writer, i);
    text.pass_on(out, kPiece);
  }
  text.add(']');
  text.pass_on(out, 1);
}

}  // namespace

void write_json(const Document& document, std::ostream& out) {
  const readback::Reading& reading = document.reading;
  const check::Result& result = document.result;
  out << R"({"schema":"zhiheng.check/1","document":)"
      << ordered_json{{"path", reading.path}, {"format", reading.format}, {"characters", reading.text.size()}}.dump(
             -1, ' ', false, ordered_json::error_handler_t::replace);
  write_array(out, "numbers", result.numbers.size(), [&](Writer& w, std::size_t i) { number(w, result.numbers[i], i); });
  write_array(out, "relations", result.relations.size(),
              [&](Writer& w, std::size_t i) { relation(w, result.relations[i], i); });
  write_array(out, "findings", result.findings.size(), [&](Writer& w, std::size_t i) { finding(w, document, i); });
  out << "}\n";
}

}  // namespace zh::tell
