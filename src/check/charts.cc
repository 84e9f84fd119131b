// A chart beside the workbook that it carries.
//
//   K101 same   a value that a chart shows is that of its embedded workbook
//
// What: Word draws a chart from cached values and opens the embedded workbook when somebody edits the data; who changes one
// leaves the other. When contradictory: both hold numbers and they differ. When silent: the chart carries no workbook or refers
// to none of its cells.
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {

void check_charts(const Evidence& evidence, Ledger& ledger) {
  for (const Claim& c : evidence.all) {
    if (c.passage < 0) continue;
    const claim::Passage& passage = evidence.passage(c.id);
    const readback::Block& block = evidence.reading.blocks[static_cast<std::size_t>(passage.block)];
    if (block.kind != readback::Block::Kind::chart || passage.cell < 0) continue;
    const std::string& stored = block.cells[static_cast<std::size_t>(passage.cell)].stored;
    if (stored.empty()) continue;
    ledger.tell("K101", "same", Verdict::contradictory, c.id, {}, number_text(evidence, c.id) + " ≠ " + stored,
                "图中显示" + number_text(evidence, c.id) + "，而图内嵌工作簿的数据为" + stored);
  }
}

}  // namespace zh::check
