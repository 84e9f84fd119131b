#include "formats/xml.h"

#include <expat.h>

#include <cstring>
#include <memory>
#include <stdexcept>
#include <unordered_map>

#include "base/text.h"

namespace zh::formats {
namespace {

/// Characters that XML 1.0 cannot hold even as references.
bool forbidden(unsigned char c) { return c < 0x20 && c != '\t' && c != '\n' && c != '\r'; }

void escape_into(std::string& out, std::string_view text) {
  std::size_t start = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char* replacement = nullptr;
    switch (text[i]) {
      case '&':
        replacement = "&amp;";
        break;
      case '<':
        replacement = "&lt;";
        break;
      case '>':
        replacement = "&gt;";
        break;
      case '"':
        replacement = "&quot;";
        break;
      default:
        if (forbidden(static_cast<unsigned char>(text[i]))) replacement = "";
        // U+FFFE and U+FFFF
        if (const std::string_view rest = text.substr(i, 3); rest == "\xEF\xBF\xBE" || rest == "\xEF\xBF\xBF") {
          out.append(text, start, i - start);
          i += 2;
          start = i + 1;
        }
    }
    if (!replacement) continue;
    out.append(text, start, i - start);
    out += replacement;
    start = i + 1;
  }
  out.append(text, start, text.size() - start);
}

}  // namespace

std::string xml_escape(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 16);
  escape_into(out, text);
  return out;
}

XmlWriter::XmlWriter(bool declaration) {
  if (declaration) out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
}

void XmlWriter::end_tag() {
  if (tag_open_) out_ += '>';
  tag_open_ = false;
}

XmlWriter& XmlWriter::open(std::string_view name) {
  end_tag();
  out_ += '<';
  out_ += name;
  stack_.emplace_back(name);
  tag_open_ = true;
  return *this;
}

XmlWriter& XmlWriter::attr(std::string_view name, std::string_view value) {
  out_ += ' ';
  out_ += name;
  out_ += "=\"";
  escape_into(out_, value);
  out_ += '"';
  return *this;
}

XmlWriter& XmlWriter::attr(std::string_view name, long long value) { return attr(name, std::to_string(value)); }

XmlWriter& XmlWriter::text(std::string_view text) {
  end_tag();
  escape_into(out_, text);
  return *this;
}

XmlWriter& XmlWriter::raw(std::string_view xml) {
  end_tag();
  out_ += xml;
  return *this;
}

XmlWriter& XmlWriter::close() {
  if (tag_open_) {
    out_ += "/>";
    tag_open_ = false;
  } else {
    out_ += "</";
    out_ += stack_.back();
    out_ += '>';
  }
  stack_.pop_back();
  return *this;
}

XmlWriter& XmlWriter::leaf(std::string_view name,
                           std::initializer_list<std::pair<std::string_view, std::string_view>> attributes) {
  open(name);
  for (const auto& [key, value] : attributes) attr(key, value);
  return close();
}

XmlWriter& XmlWriter::element(std::string_view name, std::string_view content) { return open(name).text(content).close(); }

std::string XmlWriter::take() {
  if (!stack_.empty()) throw std::logic_error("unclosed element " + stack_.back());
  return std::move(out_);
}

namespace {

/// Namespaces whose elements and attributes are told apart by a fixed prefix, whatever the file calls them. Strict OOXML
/// (purl.oclc.org) has the same names.
struct Known {
  const char* uri;
  const char* prefix;
};
constexpr Known kKnown[] = {
    {"http://schemas.openxmlformats.org/spreadsheetml/2006/main", ""},
    {"http://purl.oclc.org/ooxml/spreadsheetml/main", ""},
    {"http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w"},
    {"http://purl.oclc.org/ooxml/wordprocessingml/main", "w"},
    {"http://schemas.openxmlformats.org/officeDocument/2006/relationships", "r"},
    {"http://purl.oclc.org/ooxml/officeDocument/relationships", "r"},
    {"http://schemas.openxmlformats.org/package/2006/relationships", ""},
    {"http://schemas.openxmlformats.org/drawingml/2006/main", "a"},
    {"http://schemas.openxmlformats.org/drawingml/2006/chart", "c"},
    {"urn:oasis:names:tc:opendocument:xmlns:office:1.0", "office"},
    {"urn:oasis:names:tc:opendocument:xmlns:table:1.0", "table"},
    {"urn:oasis:names:tc:opendocument:xmlns:text:1.0", "text"},
    {"urn:oasis:names:tc:opendocument:xmlns:style:1.0", "style"},
    {"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0", "number"},
    {"http://www.w3.org/XML/1998/namespace", "xml"},
};

/// Expat gives "uri|local".
void short_name(const char* name, std::string& out) {
  out.clear();
  const char* bar = std::strrchr(name, '|');
  if (!bar) {
    out = name;
    return;
  }
  const std::string_view uri(name, static_cast<std::size_t>(bar - name));
  for (const Known& known : kKnown) {
    if (uri != known.uri) continue;
    if (*known.prefix) {
      out = known.prefix;
      out += ':';
    }
    break;
  }
  out += bar + 1;
}

struct Hash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

struct State {
  XmlHandler* handler;
  XML_Parser parser;
  int depth = 0;
  std::string fault;
  std::vector<std::string> names;                                             // reused buffers
  std::unordered_map<std::string, std::string, Hash, std::equal_to<>> known;  ///< names that came before; a file has few
  XmlHandler::Attributes attributes;
  std::string text;  // character data comes in pieces

  void stop(const char* why) {
    if (fault.empty()) fault = why;
    XML_StopParser(parser, XML_FALSE);
  }
  void place() const {
    const auto begin = static_cast<std::size_t>(XML_GetCurrentByteIndex(parser));
    handler->at(begin, begin + static_cast<std::size_t>(XML_GetCurrentByteCount(parser)));
  }
  /// The short form of a name; it stays until the next element.
  std::string_view shortened(const char* name, std::size_t buffer) {
    constexpr std::size_t kMostKnown = 1000;
    const std::string_view whole(name);
    if (const auto found = known.find(whole); found != known.end()) return found->second;
    std::string& out = known.size() < kMostKnown ? known[std::string(whole)] : names[buffer];
    short_name(name, out);
    return out;
  }
  void flush() {
    if (text.empty()) return;
    handler->characters(text);
    text.clear();
  }
};

void XMLCALL on_start(void* data, const XML_Char* name, const XML_Char** attributes) {
  State& state = *static_cast<State*>(data);
  state.flush();
  if (++state.depth > 256) return state.stop("elements nested more than 256 deep");
  std::size_t count = 0;
  while (attributes[count * 2]) ++count;
  if (state.names.size() < count + 1) state.names.resize(count + 1);
  const std::string_view own = state.shortened(name, 0);
  state.attributes.clear();
  for (std::size_t i = 0; i < count; ++i)
    state.attributes.emplace_back(state.shortened(attributes[i * 2], i + 1), attributes[i * 2 + 1]);
  state.place();
  if (!state.handler->start(own, state.attributes)) state.stop("reading was stopped");
}

void XMLCALL on_end(void* data, const XML_Char* name) {
  State& state = *static_cast<State*>(data);
  state.flush();
  --state.depth;
  if (state.names.empty()) state.names.resize(1);
  const std::string_view own = state.shortened(name, 0);
  state.place();
  if (!state.handler->end(own)) state.stop("reading was stopped");
}

void XMLCALL on_text(void* data, const XML_Char* text, int length) {
  static_cast<State*>(data)->text.append(text, static_cast<std::size_t>(length));
}

void XMLCALL on_doctype(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
  static_cast<State*>(data)->stop("a document type declaration is not allowed");
}

}  // namespace

bool parse_xml(std::string_view xml, XmlHandler& handler, std::string* why) {
  const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(XML_ParserCreateNS(nullptr, '|'), XML_ParserFree);
  State state{&handler, parser.get(), 0, {}, {}, {}, {}, {}};
  XML_SetUserData(parser.get(), &state);
  XML_SetElementHandler(parser.get(), on_start, on_end);
  XML_SetCharacterDataHandler(parser.get(), on_text);
  XML_SetStartDoctypeDeclHandler(parser.get(), on_doctype);
  constexpr std::size_t kPiece = 1u << 20;
  for (std::size_t at = 0; at < xml.size() || xml.empty(); at += kPiece) {
    const std::size_t size = std::min(kPiece, xml.size() - at);
    const bool last = at + size >= xml.size();
    if (XML_Parse(parser.get(), xml.data() + at, static_cast<int>(size), last) != XML_STATUS_OK) {
      if (why)
        *why = !state.fault.empty() ? state.fault
                                    : std::string(XML_ErrorString(XML_GetErrorCode(parser.get()))) + " in line " +
                                          std::to_string(XML_GetCurrentLineNumber(parser.get()));
      return false;
    }
    if (last) break;
  }
  return true;
}

}  // namespace zh::formats
