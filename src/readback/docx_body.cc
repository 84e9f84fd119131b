#include "readback/docx_body.h"

#include <algorithm>
#include <charconv>
#include <unordered_map>

#include "base/text.h"
#include "formats/xlsx_parts.h"

namespace zh::readback {

using formats::attribute;

enum class DocxBody::Tag : char {
  none,
  skip,
  text,
  math,
  paragraph,
  run,
  table,
  row,
  cell,
  row_properties,
  box,
  sdt,
  note,
  // properties and marks: empty elements
  tab,
  line_break,
  hyphen,
  style,
  outline,
  list,
  list_level,
  grid_span,
  merge,
  grid_before,
  header,
  hidden,
  gallery,
  footnote,
  endnote,
  chart,
  bookmark,
  bookmark_end,
  deleted,
};

DocxBody::Tag DocxBody::tag_of(std::string_view name) {
  static const std::unordered_map<std::string_view, Tag> kTags = {{"w:t", Tag::text},
                                                                  {"t", Tag::math},
                                                                  {"w:p", Tag::paragraph},
                                                                  {"w:r", Tag::run},
                                                                  {"w:tbl", Tag::table},
                                                                  {"w:tr", Tag::row},
                                                                  {"w:tc", Tag::cell},
                                                                  {"w:trPr", Tag::row_properties},
                                                                  {"w:txbxContent", Tag::box},
                                                                  {"w:sdt", Tag::sdt},
                                                                  {"w:footnote", Tag::note},
                                                                  {"w:endnote", Tag::note},
                                                                  {"w:tab", Tag::tab},
                                                                  {"w:br", Tag::line_break},
                                                                  {"w:cr", Tag::line_break},
                                                                  {"w:noBreakHyphen", Tag::hyphen},
                                                                  {"w:pStyle", Tag::style},
                                                                  {"w:outlineLvl", Tag::outline},
                                                                  {"w:numId", Tag::list},
                                                                  {"w:ilvl", Tag::list_level},
                                                                  {"w:gridSpan", Tag::grid_span},
                                                                  {"w:vMerge", Tag::merge},
                                                                  {"w:gridBefore", Tag::grid_before},
                                                                  {"w:tblHeader", Tag::header},
                                                                  {"w:vanish", Tag::hidden},
                                                                  {"w:docPartGallery", Tag::gallery},
                                                                  {"w:footnoteReference", Tag::footnote},
                                                                  {"w:endnoteReference", Tag::endnote},
                                                                  {"c:chart", Tag::chart},
                                                                  {"w:bookmarkStart", Tag::bookmark},
                                                                  {"w:bookmarkEnd", Tag::bookmark_end},
                                                                  {"w:del", Tag::deleted},
                                                                  {"w:moveFrom", Tag::skip},
                                                                  {"Fallback", Tag::skip},
                                                                  {"w:rt", Tag::skip},
                                                                  {"w:pPrChange", Tag::skip},
                                                                  {"w:rPrChange", Tag::skip},
                                                                  {"w:tcPrChange", Tag::skip},
                                                                  {"w:trPrChange", Tag::skip},
                                                                  {"w:tblPrChange", Tag::skip}};
  const auto found = kTags.find(name);
  return found == kTags.end() ? Tag::none : found->second;
}

namespace {

bool is_on(const formats::XmlHandler::Attributes& attributes) {
  const std::string_view value = attribute(attributes, "w:val");
  return value != "0" && value != "false" && value != "off";
}

int number(const formats::XmlHandler::Attributes& attributes, int otherwise) {
  const std::string_view text = attribute(attributes, "w:val");
  int value = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

bool DocxBody::start(std::string_view name, const Attributes& attributes) {
  Tag tag = tag_of(name);
  in_text_ = false;  // a text has no elements within; where a damaged file has one, what it opens is no part of the text
  if (tag == Tag::text) ++node_;
  if (tag == Tag::deleted) {
    if (in_row_properties_ && !tables_.empty()) tables_.back().deleted = true;
    tag = Tag::skip;
  }
  if (tag == Tag::skip)
    ++skipped_;
  else if (skipped_ > 0)
    tag = Tag::none;
  // A cell or row outside a table would have nowhere to go.
  if ((tag == Tag::row || tag == Tag::cell) && tables_.empty()) tag = Tag::none;
  open_.push_back(tag);
  if (tag != Tag::none && tag != Tag::skip) open(tag, attributes);
  return true;
}

void DocxBody::open(Tag tag, const Attributes& attributes) {
  Frame& frame = frames_.back();
  switch (tag) {
    case Tag::text:
    case Tag::math:
      in_text_ = !hidden_ && frame.open;
      if (in_text_) frame.paragraph.pieces.push_back({{}, tag == Tag::text ? node_ - 1 : Piece::kNowhere, part_, {}});
      break;
    case Tag::paragraph:
      begin_paragraph();
      break;
    case Tag::run:
      in_run_ = true;
      hidden_ = false;
      break;
    case Tag::table:
      if (frame.open) finish_paragraph();
      tables_.emplace_back();
      break;
    case Tag::row: {
      Grid& grid = tables_.back();
      grid.row_start = grid.table.cells.size();
      grid.column = 0;
      grid.header = grid.deleted = false;
      break;
    }
    case Tag::cell: {
      Grid& grid = tables_.back();
      FlowCell cell;
      cell.row = grid.table.rows;
      cell.column = grid.column;
      grid.table.cells.push_back(std::move(cell));
      grid.continues.push_back(false);
      frames_.emplace_back();
      break;
    }
    case Tag::box:
      frames_.emplace_back();
      break;
    case Tag::row_properties:
      in_row_properties_ = true;
      break;
    case Tag::sdt:
      contents_.push_back(false);
      break;
    case Tag::note: {
      const std::string_view type = attribute(attributes, "w:type");
      note_ = type.empty() || type == "normal" ? std::string(attribute(attributes, "w:id")) : std::string();
      frames_.emplace_back();
      break;
    }
    case Tag::tab:
      if (in_run_) insert(U"\t");  // elsewhere it is a tab stop
      break;
    case Tag::line_break:
      insert(U"\n");
      break;
    case Tag::hyphen:
      insert(U"-");
      break;
    case Tag::bookmark:
    case Tag::bookmark_end:
      bookmark(tag, attributes);
      break;
    default:
      property(tag, attributes);
  }
}

void DocxBody::property(Tag tag, const Attributes& attributes) {
  Frame& frame = frames_.back();
  switch (tag) {
    case Tag::style:
      frame.style = attribute(attributes, "w:val");
      break;
    case Tag::outline:
      frame.outline = number(attributes, -1);
      break;
    case Tag::list:
      frame.list = attribute(attributes, "w:val");
      break;
    case Tag::list_level:
      frame.list_level = number(attributes, -1);
      break;
    case Tag::hidden:
      if (in_run_) hidden_ = is_on(attributes);
      break;
    case Tag::gallery:
      if (!contents_.empty() && attribute(attributes, "w:val") == "Table of Contents") contents_.back() = true;
      break;
    case Tag::footnote:
    case Tag::endnote: {
      auto* all = tag == Tag::footnote ? context_.footnotes : context_.endnotes;
      if (!all) break;
      const auto found = all->find(std::string(attribute(attributes, "w:id")));
      if (found == all->end()) break;
      for (FlowBlock& b : found->second) frame.after.push_back(std::move(b));
      all->erase(found);
      break;
    }
    case Tag::chart:
      if (!context_.chart) break;
      for (FlowBlock& b : context_.chart(std::string(attribute(attributes, "r:id")))) frame.after.push_back(std::move(b));
      break;
    default: {
      if (tables_.empty()) break;
      Grid& grid = tables_.back();
      if (tag == Tag::header && in_row_properties_) grid.header = is_on(attributes);
      if (tag == Tag::grid_before && in_row_properties_) grid.column = std::clamp(number(attributes, 0), 0, 1000);
      if (grid.table.cells.empty()) break;
      if (tag == Tag::grid_span) grid.table.cells.back().column_span = std::clamp(number(attributes, 1), 1, 1000);
      if (tag == Tag::merge && !grid.continues.empty()) grid.continues.back() = attribute(attributes, "w:val") != "restart";
    }
  }
}

void DocxBody::insert(const char32_t* text) {
  Frame& frame = frames_.back();
  if (frame.open && !hidden_) frame.paragraph.pieces.push_back({text, Piece::kNowhere, part_, {}});
}

void DocxBody::bookmark(Tag tag, const Attributes& attributes) {
  const std::string id(attribute(attributes, "w:id"));
  Piece piece{{}, Piece::kNowhere, part_, {}};
  if (tag == Tag::bookmark) {
    const std::string_view name = attribute(attributes, "w:name");
    if (!name.starts_with(kFactBookmark)) return;
    bookmarks_[id] = name;
    piece.bookmark = name;
  } else {
    const auto open = bookmarks_.find(id);
    if (open == bookmarks_.end()) return;
    piece.bookmark = open->second;
    piece.bookmark_ends = true;
    bookmarks_.erase(open);
  }
  Frame& frame = frames_.back();
  (frame.open ? frame.paragraph.pieces : pending_).push_back(std::move(piece));
}

void DocxBody::characters(std::string_view text) {
  if (in_text_) frames_.back().paragraph.pieces.back().text += to_u32(text);
}

bool DocxBody::end(std::string_view) {
  const Tag tag = open_.back();
  open_.pop_back();
  switch (tag) {
    case Tag::skip:
      --skipped_;
      break;
    case Tag::text:
    case Tag::math:
      in_text_ = false;
      break;
    case Tag::paragraph:
      if (frames_.back().open) finish_paragraph();
      break;
    case Tag::run:
      in_run_ = hidden_ = false;
      break;
    case Tag::row_properties:
      in_row_properties_ = false;
      break;
    case Tag::cell: {
      std::vector<FlowBlock> blocks = pop_frame();
      Grid& grid = tables_.back();
      grid.table.cells.back().blocks = std::move(blocks);
      grid.column += grid.table.cells.back().column_span;
      break;
    }
    case Tag::row:
      finish_row();
      break;
    case Tag::table:
      finish_table();
      break;
    case Tag::box: {
      std::vector<FlowBlock> blocks = pop_frame();
      Frame& frame = frames_.back();
      auto& out = frame.open ? frame.after : frame.blocks;
      for (FlowBlock& b : blocks) out.push_back(std::move(b));
      break;
    }
    case Tag::sdt:
      contents_.pop_back();
      break;
    case Tag::note: {
      std::vector<FlowBlock> blocks = pop_frame();
      for (FlowBlock& b : blocks) b.note = true;
      if (!note_.empty()) notes[note_] = std::move(blocks);
      break;
    }
    default:
      break;
  }
  return true;
}

void DocxBody::begin_paragraph() {
  Frame& frame = frames_.back();
  if (frame.open) finish_paragraph();
  frame.open = true;
  frame.paragraph = {};
  std::swap(frame.paragraph.pieces, pending_);
  frame.style.clear();
  frame.list.clear();
  frame.outline = frame.list_level = -1;
  in_run_ = hidden_ = false;
}

void DocxBody::finish_paragraph() {
  Frame& frame = frames_.back();
  frame.open = false;
  FlowBlock& p = frame.paragraph;
  bool contents = std::find(contents_.begin(), contents_.end(), true) != contents_.end();
  if (context_.styles) {
    p.level = frame.outline >= 0 ? (frame.outline < 9 ? frame.outline + 1 : 0) : context_.styles->heading_level(frame.style);
    p.caption = context_.styles->is_caption(frame.style);
    contents = contents || context_.styles->is_contents(frame.style);
    std::pair<std::string, int> list{frame.list, std::max(frame.list_level, 0)};
    if (list.first.empty()) list = context_.styles->list_of(frame.style);
    if (frame.list_level >= 0) list.second = frame.list_level;
    const bool says = std::any_of(p.pieces.begin(), p.pieces.end(), [](const Piece& piece) { return !piece.text.empty(); });
    if (context_.lists && !list.first.empty() && list.first != "0" && says) {
      p.list_item = p.level == 0;
      std::u32string label = context_.lists->next(list.first, list.second);
      if (!label.empty()) p.pieces.insert(p.pieces.begin(), {std::move(label), Piece::kNowhere, part_, {}});
    }
  } else if (frame.outline >= 0 && frame.outline < 9) {
    p.level = frame.outline + 1;
  }
  if (!contents && !p.pieces.empty()) frame.blocks.push_back(std::move(p));
  for (FlowBlock& b : frame.after) frame.blocks.push_back(std::move(b));
  frame.after.clear();
}

void DocxBody::finish_row() {
  Grid& grid = tables_.back();
  FlowTable& table = grid.table;
  if (grid.deleted) {
    table.cells.resize(grid.row_start);
    grid.continues.resize(grid.row_start);
    return;
  }
  table.columns = std::max(table.columns, grid.column);
  grid.in_head = grid.in_head && grid.header;
  if (grid.in_head) table.header_rows = table.rows + 1;
  ++table.rows;
}

/// Cells that go on with the one above become part of it.
void DocxBody::finish_table() {
  Grid grid = std::move(tables_.back());
  tables_.pop_back();
  FlowTable table = std::move(grid.table);
  std::vector<FlowCell> cells;
  std::map<int, std::size_t> above;  // by column: index of the cell that may go on
  for (std::size_t i = 0; i < table.cells.size(); ++i) {
    FlowCell& cell = table.cells[i];
    const auto found = above.find(cell.column);
    if (grid.continues[i] && found != above.end() && cells[found->second].row + cells[found->second].row_span == cell.row) {
      ++cells[found->second].row_span;
      continue;
    }
    above[cell.column] = cells.size();
    cells.push_back(std::move(cell));
  }
  table.cells = std::move(cells);
  if (table.cells.empty()) return;
  FlowBlock block{.kind = FlowBlock::Kind::table};
  block.table = std::make_unique<FlowTable>(std::move(table));
  if (std::find(contents_.begin(), contents_.end(), true) == contents_.end()) frames_.back().blocks.push_back(std::move(block));
}

std::vector<FlowBlock> DocxBody::pop_frame() {
  if (frames_.back().open) finish_paragraph();
  std::vector<FlowBlock> blocks = std::move(frames_.back().blocks);
  frames_.pop_back();
  return blocks;
}

std::vector<FlowBlock> DocxBody::take() {
  if (frames_.back().open) finish_paragraph();
  return std::move(frames_.front().blocks);
}

}  // namespace zh::readback
