#include "render/docx_anchors.h"

namespace zh::render {

using document::Block;
using document::CaseBox;
using document::Figure;
using document::Heading;
using document::Table;

std::string heading_separator(const Heading& heading) {
  if (heading.number.empty()) return "";
  return heading.level == 1 ? "　" : "";
}

std::string heading_text(const Heading& heading) {
  return heading.number + heading_separator(heading) + document::plain_text(heading.content);
}

DocxAnchors::DocxAnchors(const document::Document& document) { collect(document.blocks, false); }

void DocxAnchors::collect(const std::vector<Block>& blocks, bool in_case) {
  const auto caption = [](const std::string& number, const document::Inlines& words) {
    const std::string text = document::plain_text(words);
    return number.empty() ? text : text.empty() ? number : number + kCaptionGap + text;
  };
  for (const Block& block : blocks) {
    if (const auto* heading = std::get_if<Heading>(&block.content)) {
      if (!in_case) add(DocxTarget::Kind::heading, heading->level, heading->anchor, heading_text(*heading));
    } else if (const auto* figure = std::get_if<Figure>(&block.content)) {
      add(DocxTarget::Kind::figure, 0, figure->id, caption(figure->number, figure->caption));
    } else if (const auto* table = std::get_if<Table>(&block.content)) {
      add(DocxTarget::Kind::table, 0, table->id, caption(table->number, table->caption));
    } else if (const auto* box = std::get_if<CaseBox>(&block.content)) {
      collect(box->blocks, true);
    }
  }
}

void DocxAnchors::add(DocxTarget::Kind kind, int level, const std::string& key, std::string text) {
  std::string digits = std::to_string(targets_.size() + 1);
  digits.insert(0, 8 - digits.size(), '0');
  if (!key.empty()) by_key_.emplace(key, targets_.size());
  targets_.push_back({kind, level, key, std::move(digits), std::move(text)});
}

const DocxTarget* DocxAnchors::find(const std::string& key) const {
  const auto found = by_key_.find(key);
  return found == by_key_.end() ? nullptr : &targets_[found->second];
}

}  // namespace zh::render
