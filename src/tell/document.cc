#include <algorithm>

#include "base/text.h"
#include "tell/places.h"
#include "tell/tell.h"

namespace zh::tell {
namespace {

using readback::Range;

bool is_blank(char32_t c) { return c <= U' ' || c == 0x3000 || c == 0xA0 || c == 0xFEFF || (c >= 0x2000 && c <= 0x200B); }
bool ends_sentence(char32_t c) { return c == U'。' || c == U'！' || c == U'？' || c == U'；' || c == U';'; }

/// The sentence or cell around a number, without blanks.
std::string sentence(const readback::Reading& reading, const Places& places, Range number) {
  constexpr std::size_t kMost = 400;
  Range bounds{0, reading.text.size()};
  if (const int index = places.block_at(number.start); index >= 0) {
    const readback::Block& block = reading.blocks[static_cast<std::size_t>(index)];
    bounds = block.range;
    const auto after = std::upper_bound(block.cells.begin(), block.cells.end(), number.start,
                                        [](std::size_t at, const readback::Cell& cell) { return at < cell.range.start; });
    if (after != block.cells.begin()) bounds = (after - 1)->range;
  }
  std::size_t start = number.start, end = number.end;
  while (start > bounds.start && number.start - start < kMost && !ends_sentence(reading.text[start - 1])) --start;
  while (end < bounds.end && end - number.end < kMost && !ends_sentence(reading.text[end])) ++end;
  std::u32string out;
  for (std::size_t i = start; i < end; ++i)
    if (!is_blank(reading.text[i])) out += reading.text[i];
  return to_utf8(out);
}

std::string hexadecimal(std::uint64_t value) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  for (int shift = 60; shift >= 0; shift -= 4) out += kDigits[(value >> static_cast<unsigned>(shift)) & 15U];
  return out;
}

}  // namespace

bool Document::contradicts() const {
  for (std::size_t i = 0; i < result.findings.size(); ++i) {
    if (is_accepted(i)) continue;
    for (const int id : result.findings[i].relations)
      if (result.relations[static_cast<std::size_t>(id)].verdict == check::Verdict::contradictory) return true;
  }
  return false;
}

void set_fingerprints(const readback::Reading& reading, check::Result& result) {
  if (result.findings.empty()) return;
  const Places places(reading);
  for (check::Finding& finding : result.findings) {
    std::string key = finding.rule;
    for (const Range& mark : marks_of(finding, result)) {
      key += "\n" + one_line(reading.text, mark, 100) + "\n" + sentence(reading, places, mark);
    }
    finding.fingerprint = hexadecimal(stable_hash(key));
  }
}

}  // namespace zh::tell
