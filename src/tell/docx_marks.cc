#include "tell/docx_marks.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "formats/xml.h"

namespace zh::tell {
namespace {

struct Run {
  std::size_t begin = 0, end = 0;  ///< with its tags
  std::size_t content = 0;         ///< behind the start tag and the properties
  std::size_t rpr_begin = 0, rpr_end = 0;
  int outer = -1;  ///< the run that holds the text box it stands in
};

struct TextNode {
  std::size_t begin = 0, content = 0, content_end = 0, end = 0;
  int run = -1;
  bool in_run = false;  ///< directly: it can be split
};

/// Where the runs and texts of a part stand in its bytes.
class Index final : public formats::XmlHandler {
 public:
  std::vector<Run> runs;
  std::vector<TextNode> nodes;

  void at(std::size_t begin, std::size_t end) override { begin_ = begin, end_ = end; }

  bool start(std::string_view name, const Attributes&) override {
    const bool in_run = !path_.empty() && path_.back() == 'r';
    char kind = '.';
    if (name == "w:r") {
      kind = 'r';
      Run run;
      run.begin = begin_;
      run.content = end_;
      run.outer = open_.empty() ? -1 : open_.back();
      open_.push_back(static_cast<int>(runs.size()));
      runs.push_back(run);
    } else if (name == "w:rPr" && in_run) {
      kind = 'p';
      runs[static_cast<std::size_t>(open_.back())].rpr_begin = begin_;
    } else if (name == "w:t") {
      kind = 't';
      TextNode node;
      node.begin = begin_;
      node.content = end_;
      node.run = open_.empty() ? -1 : open_.back();
      node.in_run = in_run;
      nodes.push_back(node);
      open_nodes_.push_back(nodes.size() - 1);
    }
    path_.push_back(kind);
    return true;
  }

  bool end(std::string_view) override {
    const char kind = path_.back();
    path_.pop_back();
    if (kind == 'r') {
      runs[static_cast<std::size_t>(open_.back())].end = end_;
      open_.pop_back();
    } else if (kind == 'p') {
      Run& run = runs[static_cast<std::size_t>(open_.back())];
      run.rpr_end = run.content = end_;
    } else if (kind == 't') {
      TextNode& node = nodes[open_nodes_.back()];
      node.content_end = begin_;
      node.end = end_;
      open_nodes_.pop_back();
    }
    return true;
  }

  void characters(std::string_view) override {}

 private:
  std::string path_;  // one letter an element
  std::vector<int> open_;
  std::vector<std::size_t> open_nodes_;
  std::size_t begin_ = 0, end_ = 0;
};

/// What stands between two bytes of the part in the end: ends of comments, then starts; `close` and `open` split a run.
struct Point {
  std::string close, ends, starts, open, space;
};

class Marker {
 public:
  Marker(const std::string& xml, const Index& index) : xml_(xml), index_(index) {}

  void add(const TextPlace& place, int id) {
    if (place.first_node >= index_.nodes.size() || place.last_node >= index_.nodes.size()) return;
    const std::string number = std::to_string(id);
    start(index_.nodes[place.first_node], place.first_offset, number);
    end(index_.nodes[place.last_node], place.last_offset, number);
  }

  MarkedPart finish() const {
    MarkedPart out;
    std::size_t done = 0;
    for (const auto& [at, point] : points_) {
      out.xml.append(xml_, done, at - done);
      done = at;
      const std::size_t begin = out.xml.size();
      out.xml += point.space + point.close + point.ends + point.starts + point.open;
      if (out.xml.size() > begin) out.inserted.emplace_back(begin, out.xml.size());
    }
    out.xml.append(xml_, done);
    return out;
  }

 private:
  /// "w:" of "<w:t …>", or empty.
  std::string prefix(std::size_t tag) const {
    const std::size_t end = xml_.find_first_of(" \t\r\n/>:", tag + 1);
    return end != std::string::npos && xml_[end] == ':' ? xml_.substr(tag + 1, end - tag) : std::string();
  }

  /// The outermost run around a text, or -1.
  int outermost(const TextNode& node) const {
    int run = node.run;
    while (run >= 0 && index_.runs[static_cast<std::size_t>(run)].outer >= 0)
      run = index_.runs[static_cast<std::size_t>(run)].outer;
    return run;
  }

  /// The byte of the offset-th character of a text; npos when it is not written plainly.
  std::size_t byte_of(const TextNode& node, std::size_t offset) const {
    const std::string_view raw = std::string_view(xml_).substr(node.content, node.content_end - node.content);
    if (raw.find('<') != std::string_view::npos) return std::string::npos;  // CDATA, comments
    std::size_t at = 0;
    for (; offset > 0 && at < raw.size(); --offset) {
      if (raw[at] == '&') at = raw.find(';', at);
      if (at == std::string_view::npos) return at;
      if (raw[at] == '\r' && at + 1 < raw.size() && raw[at + 1] == '\n') ++at;  // a line end is one character
      ++at;
      while (at < raw.size() && (static_cast<unsigned char>(raw[at]) & 0xC0U) == 0x80U) ++at;
    }
    return offset == 0 ? node.content + at : std::string::npos;
  }

  void start(const TextNode& node, std::size_t offset, const std::string& id) {
    const std::string p = prefix(node.begin);
    const std::string mark = "<" + p + "commentRangeStart " + p + "id=\"" + id + "\"/>";
    const int outer = outermost(node);
    if (outer < 0) return;
    const Run& run = index_.runs[static_cast<std::size_t>(outer)];
    const std::size_t byte = byte_of(node, offset);
    if (!node.in_run || outer != node.run || byte == std::string::npos || (byte == node.content && node.begin == run.content)) {
      points_[run.begin].starts += mark;
    } else {
      split(node, run, byte).starts += mark;
    }
  }

  void end(const TextNode& node, std::size_t offset, const std::string& id) {
    const std::string p = prefix(node.begin), of = " " + p + "id=\"" + id + "\"/>";
    const std::string mark = "<" + p + "commentRangeEnd" + of + "<" + p + "r><" + p + "commentReference" + of + "</" + p + "r>";
    const int outer = outermost(node);
    if (outer < 0) return;
    const Run& run = index_.runs[static_cast<std::size_t>(outer)];
    const std::size_t byte = byte_of(node, offset);
    const bool last = byte == node.content_end && node.end + p.size() + 4 == run.end;  // </w:r> follows
    if (!node.in_run || outer != node.run || byte == std::string::npos || last) {
      points_[run.end].ends += mark;
    } else {
      split(node, run, byte).ends += mark;
    }
  }

  /// A point at which the run ends and goes on as another with the same properties.
  Point& split(const TextNode& node, const Run& run, std::size_t byte) {
    const std::string p = prefix(node.begin), properties = xml_.substr(run.rpr_begin, run.rpr_end - run.rpr_begin);
    const std::string again = "<" + p + "r>" + properties;
    if (byte == node.content || byte == node.content_end) {
      Point& point = points_[byte == node.content ? node.begin : node.end];
      point.close = "</" + p + "r>";
      point.open = again;
      return point;
    }
    Point& point = points_[byte];
    point.close = "</" + p + "t></" + p + "r>";
    point.open = again + "<" + p + "t xml:space=\"preserve\">";
    // Space at the new end of the first piece would be lost.
    const std::string_view tag = std::string_view(xml_).substr(node.begin, node.content - node.begin);
    if (static_cast<unsigned char>(xml_[byte - 1]) <= ' ' && tag.find("xml:space") == std::string_view::npos)
      points_[node.content - 1].space = " xml:space=\"preserve\"";
    return point;
  }

  const std::string& xml_;
  const Index& index_;
  std::map<std::size_t, Point> points_;
};

}  // namespace

std::optional<MarkedPart> mark_part(const std::string& xml, const std::vector<TextPlace>& places, int first_id,
                                    std::string* why) {
  Index index;
  if (xml.starts_with("\xFF\xFE") || xml.starts_with("\xFE\xFF")) {
    *why = "its text is stored in UTF-16";
    return std::nullopt;
  }
  if (!formats::parse_xml(xml, index, why)) return std::nullopt;
  Marker marker(xml, index);
  for (std::size_t i = 0; i < places.size(); ++i) marker.add(places[i], first_id + static_cast<int>(i));
  return marker.finish();
}

}  // namespace zh::tell
