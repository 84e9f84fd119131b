#include <algorithm>
#include <charconv>
#include <functional>
#include <map>

#include "base/text.h"
#include "formats/xlsx_parts.h"
#include "formats/zip.h"
#include "formats/zip_edit.h"
#include "tell/codes.h"
#include "tell/docx_marks.h"
#include "tell/notes.h"
#include "tell/places.h"
#include "tell/tell.h"

// The user's own file with comments: text is inserted into the parts as bytes, nothing is parsed and written again.
namespace zh::tell {
namespace {

using formats::xml_escape;
using readback::Range;
using readback::Source;

/// The largest w:id of a part's comments.
class CommentIds final : public formats::XmlHandler {
 public:
  long most = -1;
  bool start(std::string_view name, const Attributes& attributes) override {
    if (name != "w:comment" && name != "w:commentReference" && name != "w:commentRangeStart") return true;
    const std::string_view id = formats::attribute(attributes, "w:id");
    long value = -1;
    std::from_chars(id.data(), id.data() + id.size(), value);
    most = std::max(most, value);
    return true;
  }
  bool end(std::string_view) override { return true; }
  void characters(std::string_view) override {}
};

struct Comment {
  TextPlace place;
  std::string text;
};

/// Where a range stands in the main part. What stands elsewhere (a footnote, a chart) is marked at the text it follows.
class Anchors {
 public:
  explicit Anchors(const readback::Reading& reading, const std::string& part) : reading_(reading) {
    for (std::size_t i = 0; i < reading.sources.size(); ++i)
      if (reading.sources[i].part == part && reading.sources[i].range.start < reading.sources[i].range.end) own_.push_back(i);
  }

  std::optional<TextPlace> place(Range range) const {
    if (own_.empty()) return std::nullopt;
    const auto source = [&](std::vector<std::size_t>::const_iterator at) -> const Source& { return reading_.sources[*at]; };
    const auto after = std::upper_bound(own_.begin(), own_.end(), range.start,
                                        [&](std::size_t at, std::size_t i) { return at < reading_.sources[i].range.start; });
    auto first = after == own_.begin() ? after : after - 1;
    if (source(first).range.end <= range.start && after != own_.end() && source(after).range.start < range.end) first = after;
    const Source& a = source(first);
    if (a.range.end <= range.start || a.range.start >= range.end)  // elsewhere
      return TextPlace{a.node, 0, a.node, a.range.end - a.range.start};
    TextPlace place;
    place.first_node = a.node;
    place.first_offset = range.start > a.range.start ? range.start - a.range.start : 0;
    auto last = first;
    while (last + 1 != own_.end() && source(last + 1).range.start < range.end) ++last;
    const Source& b = source(last);
    place.last_node = b.node;
    place.last_offset = std::min(range.end, b.range.end) - b.range.start;
    return place;
  }

 private:
  const readback::Reading& reading_;
  std::vector<std::size_t> own_;
};

std::string comment_xml(const Comment& comment, long id, const std::string& p) {
  std::string out =
      "<" + p + "comment " + p + "id=\"" + std::to_string(id) + "\" " + p + "author=\"质衡\" " + p + "initials=\"质衡\">";
  bool first = true;
  for (const std::string& line : split_lines(comment.text)) {
    out += "<" + p + "p><" + p + "r>" + (first ? "<" + p + "annotationRef/>" : "") + "<" + p + "t xml:space=\"preserve\">" +
           xml_escape(line) + "</" + p + "t></" + p + "r></" + p + "p>";
    first = false;
  }
  return out + "</" + p + "comment>";
}

}  // namespace

std::optional<std::string> write_docx(const Document& document, const std::string& bytes, const Translate& translate,
                                      Diagnostics& faults) {
  std::string why;
  const auto fail = [&](const std::string& reason) {
    faults.add(kNotMarked, {}, {{"file", document.reading.path}, {"why", reason}});
    return std::nullopt;
  };
  if (document.reading.format != "docx" || document.reading.sources.empty()) return fail(ZH_N("it is no .docx file"));
  const auto zip = formats::ZipReader::open(bytes, &why);
  if (!zip) return fail(why);
  const auto read = [&](const std::string& part, formats::XmlHandler& handler) {
    const auto xml = zip->read(part);
    return xml && formats::parse_xml(*xml, handler, &why);
  };
  formats::Relationships package, links;
  if (!read("_rels/.rels", package)) return fail(why);
  std::string main = "word/document.xml";
  for (const auto& [id, target] : package.by_id)
    if (target.type == "officeDocument") main = target.path;
  const std::string folder = formats::folder_of(main), rels = formats::relationships_of(main);
  links.folder = folder;
  read(rels, links);
  const auto document_xml = zip->read(main, &why);
  if (!document_xml) return fail(why);

  const Anchors anchors(document.reading, main);
  const Places blocks(document.reading);
  std::vector<Comment> comments;
  for (Note& note : notes_of(document, translate, [&](std::size_t at) { return blocks.block_at(at); }))
    if (const auto place = anchors.place(note.range)) comments.push_back({*place, std::move(note.text)});
  if (comments.empty()) return bytes;
  std::string part;
  for (const auto& [id, target] : links.by_id)
    if (target.type == "comments" && target.path != main && target.path != rels && zip->contains(target.path))
      part = target.path;
  CommentIds ids;
  formats::parse_xml(*document_xml, ids, nullptr);
  if (!part.empty()) read(part, ids);
  const int first = static_cast<int>(std::clamp(ids.most + 1, 0L, 1000000000L));

  std::vector<TextPlace> places;
  for (const Comment& comment : comments) places.push_back(comment.place);
  auto marked = mark_part(*document_xml, places, first, &why);
  if (!marked) return fail(why);
  std::map<std::string, std::string> changed;
  changed[main] = std::move(marked->xml);

  const auto all_comments = [&](const std::string& prefix) {
    std::string out;
    for (std::size_t i = 0; i < comments.size(); ++i) out += comment_xml(comments[i], first + static_cast<long>(i), prefix);
    return out;
  };
  if (!part.empty()) {
    std::string xml = zip->read(part).value_or("");
    if (!insert_at_end(xml, all_comments)) return fail(part + ": " + translate(ZH_N("it cannot be added to")));
    changed[part] = std::move(xml);
  } else {
    // A strict document names everything by other addresses.
    const bool strict = document_xml->substr(0, 8192).find(std::string(kStrict) + "wordprocessingml/main") != std::string::npos;
    part = folder + "comments.xml";
    for (int n = 1; zip->contains(part); ++n) part = folder + "comments-" + std::to_string(n) + ".xml";
    changed[part] =
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"" +
        (strict ? std::string(kStrict) + "wordprocessingml/main" : std::string(kTransitional) + "wordprocessingml/2006/main") +
        "\">" + all_comments("w:") + "</w:comments>";
    std::string types = zip->read("[Content_Types].xml").value_or("");
    if (!add_content_type(types, part, "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"))
      return fail("[Content_Types].xml: " + translate(ZH_N("it cannot be added to")));
    changed["[Content_Types].xml"] = std::move(types);
    std::string relationships = zip->read(rels).value_or("");
    if (!add_relationship(relationships, fresh_id(links), "comments", part.substr(folder.size()), strict))
      return fail(rels + ": " + translate(ZH_N("it cannot be added to")));
    changed[rels] = std::move(relationships);
  }
  auto out = formats::edit_zip(bytes, changed, &why);
  if (!out) return fail(why);
  return out;
}

}  // namespace zh::tell
