#include <libxml/HTMLparser.h>

#include <algorithm>
#include <charconv>
#include <deque>
#include <unordered_set>

#include "base/text.h"
#include "readback/codes.h"
#include "readback/flow.h"
#include "readback/read.h"
#include "readback/text.h"

// HTML through libxml2's parser in its event form: no tree is built, so neither depth nor size of the input costs more than a
// pass.
namespace zh::readback {
namespace {

using Names = std::unordered_set<std::string_view>;

const Names& blocks_of_text() {
  static const Names kNames = {"p",       "div",    "li",      "dt",         "dd",      "blockquote", "pre",      "section",
                               "article", "main",   "address", "figcaption", "caption", "ul",         "ol",       "dl",
                               "tr",      "td",     "th",      "table",      "body",    "form",       "fieldset", "figure",
                               "hr",      "h1",     "h2",      "h3",         "h4",      "h5",         "h6",       "details",
                               "summary", "center", "thead",   "tbody",      "tfoot",   "option"};
  return kNames;
}

/// Elements whose content no reader sees as the document's text, or that repeat it on each page.
const Names& left_out() {
  static const Names kNames = {"script", "style",  "head",     "template", "noscript", "svg",
                               "nav",    "select", "textarea", "button",   "iframe",   "object"};
  return kNames;
}

class HtmlReader {
 public:
  HtmlReader() { frames_.emplace_back(); }

  void start(std::string_view name, const xmlChar** attributes) {
    ++depth_;
    if (skipped_from_ > 0) return;
    if (left_out().count(name) != 0 || is_hidden(attributes)) {
      skipped_from_ = depth_;
      return;
    }
    if (name == "br") {
      text("\n", true);
      return;
    }
    if (blocks_of_text().count(name) == 0) return;
    finish_paragraph();
    if (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6')
      level_ = name[1] - '0';
    else if (name == "li")
      list_item_ = true;
    else if (name == "caption" || name == "figcaption")
      caption_ = true;
    else if (name == "summary")
      note_ = true;
    else if (name == "pre")
      ++preformatted_;
    else if (name == "table")
      tables_.emplace_back();
    else if (name == "tr" && !tables_.empty())
      begin_row();
    else if (name == "thead" && !tables_.empty())
      tables_.back().in_head = true;
    else if ((name == "td" || name == "th") && !tables_.empty())
      begin_cell(name == "th", attributes);
  }

  void end(std::string_view name) {
    if (skipped_from_ > 0) {
      if (depth_ == skipped_from_) skipped_from_ = 0;
      --depth_;
      return;
    }
    --depth_;
    if (blocks_of_text().count(name) == 0) return;
    finish_paragraph();
    if (name == "pre" && preformatted_ > 0)
      --preformatted_;
    else if ((name == "td" || name == "th") && !tables_.empty() && tables_.back().in_cell)
      end_cell();
    else if (name == "tr" && !tables_.empty())
      end_row();
    else if (name == "thead" && !tables_.empty())
      tables_.back().in_head = false;
    else if (name == "table" && !tables_.empty())
      end_table();
    list_item_ = caption_ = note_ = false;
    level_ = 0;
  }

  /// Runs of white space are one space, as a browser shows them; between two Chinese characters a line break is none.
  void text(std::string_view utf8, bool forced = false) {
    if (skipped_from_ > 0) return;
    std::u32string& out = paragraph_;
    if (forced) {
      out += U'\n';
      return;
    }
    for (const char32_t c : to_u32(utf8)) {
      const bool blank = c == U' ' || c == U'\n' || c == U'\r' || c == U'\t' || c == 0x0C;
      if (!blank || preformatted_ > 0)
        out += c == U'\r' ? U'\n' : c;
      else if (!out.empty() && out.back() != U' ' && out.back() != U'\n')
        out += U' ';
    }
  }

  Flow take() {
    finish_paragraph();
    while (!tables_.empty()) end_table();
    Flow flow;
    flow.parts.emplace_back();
    flow.blocks = std::move(frames_.front());
    return flow;
  }

 private:
  struct Grid {
    FlowTable table;
    std::vector<int> busy;  ///< by column: rows that a cell from above still covers
    int column = 0;
    bool in_row = false, in_cell = false, in_head = false, only_heads = true, any = false;
  };

  static std::string_view attribute(const xmlChar** attributes, std::string_view name) {
    for (; attributes && attributes[0]; attributes += 2)
      if (name == reinterpret_cast<const char*>(attributes[0]))
        return attributes[1] ? reinterpret_cast<const char*>(attributes[1]) : "";
    return {};
  }

  static bool is_hidden(const xmlChar** attributes) {
    for (const xmlChar** a = attributes; a && a[0]; a += 2) {
      const std::string_view name = reinterpret_cast<const char*>(a[0]);
      if (name == "hidden") return true;
      if (name != "style" || !a[1]) continue;
      std::string style = reinterpret_cast<const char*>(a[1]);
      style.erase(std::remove(style.begin(), style.end(), ' '), style.end());
      if (style.find("display:none") != std::string::npos) return true;
    }
    return false;
  }

  static int span(const xmlChar** attributes, std::string_view name) {
    const std::string_view text = attribute(attributes, name);
    int value = 1;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return std::clamp(value, 1, 1000);
  }

  void finish_paragraph() {
    while (!paragraph_.empty() && paragraph_.back() == U' ') paragraph_.pop_back();
    if (paragraph_.empty()) return;
    FlowBlock block;
    block.level = level_;
    block.list_item = list_item_;
    block.caption = caption_;
    block.note = note_;
    block.pieces.push_back({std::move(paragraph_), Piece::kNowhere, 0, {}});
    paragraph_.clear();
    // A caption stands in its table and is read before it.
    const bool of_table = caption_ && !tables_.empty() && !tables_.back().in_cell;
    (of_table ? captions_ : frames_.back()).push_back(std::move(block));
  }

  void begin_row() {
    Grid& g = tables_.back();
    if (g.in_row) end_row();
    g.in_row = true;
    g.column = 0;
    g.only_heads = true;
    g.any = false;
  }

  void begin_cell(bool head, const xmlChar** attributes) {
    Grid& g = tables_.back();
    if (g.in_cell) end_cell();
    if (!g.in_row) begin_row();
    const auto covered = [&](int column) {
      return static_cast<std::size_t>(column) < g.busy.size() && g.busy[static_cast<std::size_t>(column)] > 0;
    };
    while (covered(g.column)) ++g.column;
    FlowCell cell;
    cell.row = g.table.rows;
    cell.column = g.column;
    cell.row_span = span(attributes, "rowspan");
    cell.column_span = span(attributes, "colspan");
    const auto end = static_cast<std::size_t>(cell.column + cell.column_span);
    if (g.busy.size() < end) g.busy.resize(end, 0);
    for (std::size_t c = static_cast<std::size_t>(cell.column); c < end; ++c) g.busy[c] = std::max(g.busy[c], cell.row_span);
    g.column += cell.column_span;
    g.any = true;
    g.only_heads = g.only_heads && head;
    g.in_cell = true;
    g.table.cells.push_back(std::move(cell));
    frames_.emplace_back();
  }

  void end_cell() {
    Grid& g = tables_.back();
    finish_paragraph();
    g.in_cell = false;
    g.table.cells.back().blocks = std::move(frames_.back());
    frames_.pop_back();
  }

  void end_row() {
    Grid& g = tables_.back();
    if (g.in_cell) end_cell();
    if (!g.in_row) return;
    g.in_row = false;
    if (!g.any) return;
    g.table.columns = std::max(g.table.columns, static_cast<int>(g.busy.size()));
    if ((g.in_head || g.only_heads) && g.table.header_rows == g.table.rows) ++g.table.header_rows;
    ++g.table.rows;
    for (int& rows : g.busy) rows = std::max(0, rows - 1);
  }

  void end_table() {
    end_row();
    FlowTable table = std::move(tables_.back().table);
    tables_.pop_back();
    auto& out = frames_.back();
    for (FlowBlock& b : captions_) out.push_back(std::move(b));
    captions_.clear();
    if (table.cells.empty()) return;
    for (FlowCell& cell : table.cells) cell.row_span = std::min(cell.row_span, table.rows - cell.row);
    FlowBlock block{.kind = FlowBlock::Kind::table};
    block.table = std::make_unique<FlowTable>(std::move(table));
    out.push_back(std::move(block));
  }

  std::deque<std::vector<FlowBlock>> frames_;
  std::vector<Grid> tables_;
  std::vector<FlowBlock> captions_;
  std::u32string paragraph_;
  int depth_ = 0, skipped_from_ = 0, level_ = 0, preformatted_ = 0;
  bool list_item_ = false, caption_ = false, note_ = false;
};

void on_start(void* reader, const xmlChar* name, const xmlChar** attributes) {
  static_cast<HtmlReader*>(reader)->start(reinterpret_cast<const char*>(name), attributes);
}
void on_end(void* reader, const xmlChar* name) { static_cast<HtmlReader*>(reader)->end(reinterpret_cast<const char*>(name)); }
void on_text(void* reader, const xmlChar* text, int length) {
  static_cast<HtmlReader*>(reader)->text({reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)});
}

/// charset=gb2312 and its like, read as the superset GB18030; anything else is recognised by its bytes.
std::optional<std::string> as_utf8(const std::string& bytes) {
  const auto text = decode_text(bytes);
  if (!text) return std::nullopt;
  return to_utf8(*text);
}

}  // namespace

std::optional<Reading> read_html(const std::string& path, const std::string& bytes, Diagnostics& faults) {
  if (bytes.size() > kMaxTextBytes) {
    faults.add(
        kTooLarge, {},
        {{"file", path}, {"megabytes", std::to_string(bytes.size() >> 20U)}, {"limit", std::to_string(kMaxTextBytes >> 20U)}});
    return std::nullopt;
  }
  const auto utf8 = as_utf8(bytes);
  if (!utf8) {
    faults.add(kUnknownEncoding, {}, {{"file", path}});
    return std::nullopt;
  }
  HtmlReader reader;
  htmlSAXHandler sax{};
  sax.startElement = on_start;
  sax.endElement = on_end;
  sax.characters = on_text;
  sax.ignorableWhitespace = on_text;
  sax.cdataBlock = on_text;
  htmlParserCtxtPtr context = htmlCreatePushParserCtxt(&sax, &reader, nullptr, 0, nullptr, XML_CHAR_ENCODING_UTF8);
  if (!context) {
    faults.add(kDamaged, {}, {{"file", path}, {"format", ".html"}, {"why", ZH_N("there is not enough memory")}});
    return std::nullopt;
  }
  htmlCtxtUseOptions(context,
                     HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_IGNORE_ENC);
  constexpr std::size_t kPiece = std::size_t{1} << 20U;
  for (std::size_t at = 0; at < utf8->size(); at += kPiece)
    htmlParseChunk(context, utf8->data() + at, static_cast<int>(std::min(kPiece, utf8->size() - at)), 0);
  htmlParseChunk(context, nullptr, 0, 1);
  if (context->myDoc) xmlFreeDoc(context->myDoc);
  htmlFreeParserCtxt(context);

  Reading reading;
  reading.path = path;
  reading.format = "html";
  lay_out(reader.take(), reading);
  if (reading.blocks.empty()) {
    faults.add(kNoText, {}, {{"file", path}});
    return std::nullopt;
  }
  return reading;
}

}  // namespace zh::readback
