#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "formats/xlsx_parts.h"
#include "formats/zip.h"
#include "formats/zip_edit.h"
#include "tell/codes.h"
#include "tell/notes.h"
#include "tell/places.h"
#include "tell/tell.h"

// The user's own workbook with notes on its cells. As with documents, text is inserted into the parts as bytes. A note takes
// three things: its text in the sheet's comments part, a shape in the sheet's VML drawing, and the sheet's reference to that
// drawing.
namespace zh::tell {
namespace {

using formats::xml_escape;
using formats::XmlHandler;

constexpr const char* kDeclaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// What follows legacyDrawing in a worksheet (CT_Worksheet, ECMA-376 part 1, 18.3.1.99).
bool is_behind_drawing(std::string_view name) {
  constexpr std::string_view kBehind[] = {"legacyDrawingHF", "drawingHF",       "picture",    "oleObjects",
                                          "controls",        "webPublishItems", "tableParts", "extLst"};
  return std::find(std::begin(kBehind), std::end(kBehind), name) != std::end(kBehind);
}

/// Where a worksheet's reference to its VML drawing stands or belongs.
class SheetEnd final : public XmlHandler {
 public:
  std::size_t insert_at = std::string::npos;
  std::string prefix;      ///< of the sheet's own elements
  std::string drawing_id;  ///< of the reference that is there
  bool strict = false;

  explicit SheetEnd(std::string_view xml) : xml_(xml) {
    strict = xml.substr(0, 4096).find(std::string(kStrict) + "spreadsheetml/main") != std::string_view::npos;
  }
  void at(std::size_t begin, std::size_t) override { begin_ = begin; }
  bool start(std::string_view name, const Attributes& attributes) override {
    if (++depth_ == 1) {
      const std::string_view tag = xml_.substr(begin_ + 1, xml_.find_first_of(" \t\r\n/>", begin_) - begin_ - 1);
      if (const std::size_t colon = tag.find(':'); colon != std::string_view::npos)
        prefix = std::string(tag.substr(0, colon + 1));
    }
    if (depth_ != 2) return true;
    if (name == "legacyDrawing") drawing_id = formats::attribute(attributes, "r:id");
    if (is_behind_drawing(name)) insert_at = std::min(insert_at, begin_);
    return true;
  }
  bool end(std::string_view) override {
    if (--depth_ == 0) insert_at = std::min(insert_at, begin_);
    return true;
  }
  void characters(std::string_view) override {}

 private:
  std::string_view xml_;
  std::size_t begin_ = 0;
  int depth_ = 0;
};

/// The comments part that a sheet has: where texts end, where lists end.
class Comments final : public XmlHandler {
 public:
  std::map<std::string, std::size_t> text_end;  ///< cell → where its </text> begins
  std::size_t authors_end = std::string::npos, list_end = std::string::npos;
  int authors = 0;

  void at(std::size_t begin, std::size_t) override { begin_ = begin; }
  bool start(std::string_view name, const Attributes& attributes) override {
    if (name == "comment") cell_ = formats::attribute(attributes, "ref");
    if (name == "author") ++authors;
    return true;
  }
  bool end(std::string_view name) override {
    if (name == "text") text_end[cell_] = begin_;
    if (name == "authors") authors_end = begin_;
    if (name == "commentList") list_end = begin_;
    return true;
  }
  void characters(std::string_view) override {}

 private:
  std::string cell_;
  std::size_t begin_ = 0;
};

struct CellNote {
  int row = 0, column = 0;
  std::string text;
};

std::string run(const std::string& p, const std::string& text) {
  // Without the attribute a line end in front is lost.
  const char* space = text.starts_with('\n') ? " xml:space=\"preserve\">" : ">";
  return "<" + p + "r><" + p + "t" + space + xml_escape(text) + "</" + p + "t></" + p + "r>";
}

std::string comment_xml(const std::string& cell, const std::string& text, int author, const std::string& p) {
  return "<" + p + "comment ref=\"" + cell + "\" authorId=\"" + std::to_string(author) + "\"><" + p + "text>" + run(p, text) +
         "</" + p + "text></" + p + "comment>";
}

constexpr const char* kShapeType = "_zh_note_type";

/// A hidden box beside the cell, as a spreadsheet program makes it: columns and rows of the anchor, then pixels into them. Its
/// prefixes are declared on it, so that it can stand in a drawing made by any program.
std::string shape_xml(const CellNote& note, int number) {
  const auto text = [](int n) { return std::to_string(n); };
  const int lines = static_cast<int>(std::min<std::size_t>(24, 3 + to_u32(note.text).size() / 16));
  return "<v:shape id=\"_zh_note" + text(number) + "\" type=\"#" + kShapeType +
         "\" xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" "
         "xmlns:x=\"urn:schemas-microsoft-com:office:excel\" style=\"position:absolute;visibility:hidden\" "
         "fillcolor=\"#ffffe1\" o:insetmode=\"auto\">"
         "<v:fill color2=\"#ffffe1\"/><v:textbox style=\"mso-direction-alt:auto\"/>"
         "<x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>" +
         text(note.column + 1) + ",15," + text(std::max(0, note.row - 1)) + ",10," + text(note.column + 5) + ",15," +
         text(std::max(0, note.row - 1) + lines) + ",4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>" + text(note.row) +
         "</x:Row><x:Column>" + text(note.column) + "</x:Column></x:ClientData></v:shape>";
}

std::string shapes_xml(const std::vector<CellNote>& notes) {
  std::string out =
      std::string(
          "<v:shapetype xmlns:v=\"urn:schemas-microsoft-com:vml\" "
          "xmlns:o=\"urn:schemas-microsoft-com:office:office\" id=\"") +
      kShapeType +
      "\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/>"
      "<v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>";
  int number = 0;
  for (const CellNote& note : notes) out += shape_xml(note, ++number);
  return out;
}

/// Notes go into the parts of one workbook.
class Workbook {
 public:
  Workbook(const formats::ZipReader& zip, const Translate& tr) : zip_(zip), tr_(tr) {}
  std::map<std::string, std::string> changed;
  std::string why;

  /// Sheet name → part.
  bool open() {
    formats::Relationships package, links;
    formats::WorkbookPart book;
    if (!read("_rels/.rels", package)) return false;
    std::string main = "xl/workbook.xml";
    for (const auto& [id, target] : package.by_id)
      if (target.type == "officeDocument") main = target.path;
    links.folder = formats::folder_of(main);
    if (!read(main, book) || !read(formats::relationships_of(main), links)) return false;
    for (const formats::WorkbookPart::Entry& entry : book.sheets)
      if (const auto found = links.by_id.find(entry.id); found != links.by_id.end()) sheets_[entry.name] = found->second.path;
    return true;
  }

  bool add(const std::string& sheet, const std::vector<CellNote>& notes) {
    const auto found = sheets_.find(sheet);
    if (found == sheets_.end()) return fault(sheet);
    const std::string& part = found->second;
    std::string xml = part_text(part);
    SheetEnd end(xml);
    if (!formats::parse_xml(xml, end, &why) || end.insert_at == std::string::npos) return fault(part);
    strict_ = end.strict;
    rels_ = formats::relationships_of(part);
    links_ = {};
    links_.folder = formats::folder_of(part);
    if (zip_.contains(rels_) && !read(rels_, links_)) return false;
    return comments(notes) && drawing(notes, part, std::move(xml), end);
  }

 private:
  bool read(const std::string& part, XmlHandler& handler) {
    const auto xml = zip_.read(part, &why);
    return xml && formats::parse_xml(*xml, handler, &why);
  }
  bool fault(const std::string& part) {
    why = part + ": " + tr_(ZH_N("it cannot be added to"));
    return false;
  }
  /// As it is by now.
  std::string part_text(const std::string& part) const {
    const auto done = changed.find(part);
    return done != changed.end() ? done->second : zip_.read(part).value_or("");
  }
  std::string of_type(const char* type) const {
    for (const auto& [id, target] : links_.by_id)
      if (target.type == type && zip_.contains(target.path)) return target.path;
    return {};
  }
  /// "xl/zhiheng_comments1.xml": a name that is free.
  std::string fresh(const std::string& stem, const std::string& extension) const {
    for (int n = 1;; ++n) {
      std::string name = "xl/" + stem + std::to_string(n) + extension;
      if (!zip_.contains(name) && changed.count(name) == 0) return name;
    }
  }
  /// A relationship of the sheet; its id.
  std::string link(const std::string& type, const std::string& part) {
    const std::string id = fresh_id(links_);
    links_.by_id[id] = {type, part};
    std::string xml = part_text(rels_);
    if (!add_relationship(xml, id, type, "/" + part, strict_)) {
      fault(rels_);
      return {};
    }
    changed[rels_] = std::move(xml);
    return id;
  }
  bool declare(const std::string& part, const std::string& type) {
    constexpr const char* kTypes = "[Content_Types].xml";
    std::string xml = part_text(kTypes);
    if (!add_content_type(xml, part, type)) return fault(kTypes);
    changed[kTypes] = std::move(xml);
    return true;
  }

  bool comments(const std::vector<CellNote>& notes) {
    const std::string there = of_type("comments");
    if (!there.empty()) return add_comments(there, notes);
    const std::string part = fresh("zhiheng_comments", ".xml");
    std::string xml =
        std::string(kDeclaration) + "<comments xmlns=\"" +
        (strict_ ? std::string(kStrict) + "spreadsheetml/main" : std::string(kTransitional) + "spreadsheetml/2006/main") +
        "\"><authors><author>质衡</author></authors><commentList>";
    for (const CellNote& note : notes) xml += comment_xml(cell_name(note.row, note.column), note.text, 0, "");
    changed[part] = xml + "</commentList></comments>";
    return !link("comments", part).empty() &&
           declare(part, "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml");
  }

  /// A cell has one comment: what is there keeps its place in front of ours.
  bool add_comments(const std::string& part, const std::vector<CellNote>& notes) {
    std::string xml = part_text(part);
    Comments known;
    if (!formats::parse_xml(xml, known, &why) || known.authors_end == std::string::npos || known.list_end == std::string::npos)
      return fault(part);
    const std::size_t colon = xml.find(':', known.list_end), stop = xml.find('>', known.list_end);
    const std::string prefix = colon < stop ? xml.substr(known.list_end + 2, colon - known.list_end - 1) : std::string();
    std::vector<std::pair<std::size_t, std::string>> insertions;
    insertions.emplace_back(known.authors_end, "<" + prefix + "author>质衡</" + prefix + "author>");
    for (const CellNote& note : notes) {
      const std::string cell = cell_name(note.row, note.column);
      const auto taken = known.text_end.find(cell);
      if (taken != known.text_end.end())
        insertions.emplace_back(taken->second, run(prefix, "\n\n质衡 " + note.text));
      else
        insertions.emplace_back(known.list_end, comment_xml(cell, note.text, known.authors, prefix));
    }
    std::stable_sort(insertions.begin(), insertions.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto i = insertions.rbegin(); i != insertions.rend(); ++i) xml.insert(i->first, i->second);
    for (const CellNote& note : notes)
      if (known.text_end.count(cell_name(note.row, note.column)) != 0) drawn_.emplace(note.row, note.column);
    changed[part] = std::move(xml);
    return true;
  }

  bool drawing(std::vector<CellNote> notes, const std::string& sheet, std::string xml, const SheetEnd& end) {
    notes.erase(std::remove_if(notes.begin(), notes.end(),
                               [&](const CellNote& n) {
                                 return drawn_.count({n.row, n.column}) != 0;
                               }),
                notes.end());
    drawn_.clear();
    if (notes.empty()) return true;
    if (!end.drawing_id.empty()) {
      const auto target = links_.by_id.find(end.drawing_id);
      std::string vml = target == links_.by_id.end() ? std::string() : part_text(target->second.path);
      if (!insert_at_end(vml, [&](const std::string&) { return shapes_xml(notes); })) return fault(sheet);
      changed[target->second.path] = std::move(vml);
      return true;
    }
    const std::string part = fresh("zhiheng_notes", ".vml");
    changed[part] =
        "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" "
        "xmlns:x=\"urn:schemas-microsoft-com:office:excel\">" +
        shapes_xml(notes) + "</xml>";
    const std::string id = link("vmlDrawing", part);
    if (id.empty() || !declare(part, "application/vnd.openxmlformats-officedocument.vmlDrawing")) return false;
    const std::string r = strict_ ? std::string(kStrict) + "officeDocument/relationships"
                                  : std::string(kTransitional) + "officeDocument/2006/relationships";
    xml.insert(end.insert_at, "<" + end.prefix + "legacyDrawing xmlns:r=\"" + r + "\" r:id=\"" + id + "\"/>");
    changed[sheet] = std::move(xml);
    return true;
  }

  const formats::ZipReader& zip_;
  const Translate& tr_;
  std::map<std::string, std::string> sheets_;
  bool strict_ = false;
  std::string rels_;
  formats::Relationships links_;
  std::set<std::pair<int, int>> drawn_;  ///< cells that have a box already
};

}  // namespace

std::optional<std::string> write_xlsx(const Document& document, const std::string& bytes, const Translate& translate,
                                      Diagnostics& faults) {
  std::string why;
  const auto fail = [&](const std::string& reason) {
    faults.add(kNotMarked, {}, {{"file", document.reading.path}, {"why", reason}});
    return std::nullopt;
  };
  if (document.reading.format != "xlsx") return fail(ZH_N("it is no .xlsx file"));
  const auto zip = formats::ZipReader::open(bytes, &why);
  if (!zip) return fail(why);
  const std::vector<readback::Source>& sources = document.reading.sources;
  const Places places(document.reading);
  const auto cell_at = [&](std::size_t at) {
    const readback::Source* source = places.source_at(at);
    return source == nullptr || source->cell.empty() ? -1 : static_cast<int>(source - sources.data());
  };
  std::map<std::string, std::vector<CellNote>> by_sheet;
  std::map<int, std::pair<std::string, std::size_t>> of_cell;  // a cell has one note for all that is found in it
  for (const Note& note : notes_of(document, translate, cell_at)) {
    const int index = cell_at(note.range.start);
    if (index < 0) continue;
    const readback::Source& source = sources[static_cast<std::size_t>(index)];
    const auto [known, fresh] = of_cell.try_emplace(index, source.part, by_sheet[source.part].size());
    if (!fresh) {
      by_sheet[source.part][known->second.second].text += "\n\n" + note.text;
      continue;
    }
    CellNote cell;
    if (!formats::parse_cell_name(source.cell, cell.row, cell.column)) continue;
    cell.text = note.text;
    by_sheet[source.part].push_back(std::move(cell));
  }
  if (by_sheet.empty()) return bytes;
  Workbook book(*zip, translate);
  if (!book.open()) return fail(book.why);
  for (const auto& [sheet, notes] : by_sheet)
    if (!book.add(sheet, notes)) return fail(book.why);
  auto out = formats::edit_zip(bytes, book.changed, &why);
  if (!out) return fail(why);
  return out;
}

}  // namespace zh::tell
