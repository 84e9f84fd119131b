#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zh::formats {

/// Escapes for XML text or attribute values; characters that XML 1.0 forbids are dropped.
std::string xml_escape(std::string_view text);

/// Streams XML: `w.open("w:p").attr("a", "b").text("…").close()`. Elements without content are written <e/>.
class XmlWriter {
 public:
  explicit XmlWriter(bool declaration = true);
  XmlWriter& open(std::string_view name);
  XmlWriter& attr(std::string_view name, std::string_view value);
  XmlWriter& attr(std::string_view name, long long value);
  XmlWriter& text(std::string_view text);
  XmlWriter& raw(std::string_view xml);  ///< already well-formed XML
  XmlWriter& close();
  /// <name a="b" …/> in one call.
  XmlWriter& leaf(std::string_view name, std::initializer_list<std::pair<std::string_view, std::string_view>> attributes = {});
  /// <name>text</name>
  XmlWriter& element(std::string_view name, std::string_view text);
  std::string take();  ///< all elements must be closed

 private:
  void end_tag();
  std::string out_;
  std::vector<std::string> stack_;
  bool tag_open_ = false;
};

/// SAX over expat: names are local names with a fixed short prefix where the namespace matters ("w:p"; unknown namespaces:
/// "name"). Returns false and `why` on malformed XML, a DTD, nesting deeper than 256 or a cancelled handler.
struct XmlHandler {
  using Attributes = std::vector<std::pair<std::string_view, std::string_view>>;
  virtual ~XmlHandler() = default;
  virtual bool start(std::string_view name, const Attributes& attributes) = 0;  ///< false cancels
  virtual bool end(std::string_view name) = 0;
  virtual void characters(std::string_view text) = 0;
  /// Called before start() and end(): the bytes [begin, end) of the tag; none for the end of an empty element (<w:t/>).
  virtual void at(std::size_t /*begin*/, std::size_t /*end*/) {}
};
bool parse_xml(std::string_view xml, XmlHandler& handler, std::string* why);

}  // namespace zh::formats
