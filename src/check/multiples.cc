// 增长2.8倍 where the level became 2.8 times as large.
//
//   W334 wording   由5500万户增至1.54亿户，增长2.8倍: it is 2.8 times as many, which is 1.8 times more
//
// Why: 增长N倍, 高出N倍 and 多N倍 tell the increase over the base, 是…的N倍 the whole (国家统计局《统计上常用的倍数与番数》).
// What: a multiple behind a verb of increase that holds as the quotient of the two amounts of its sentence and not as their
// growth. When contradictory (a warning): these are the only two amounts of their kind before it in the sentence. When silent:
// 增长到N倍, 增至N倍, 近N倍; other amounts of the kind stand there too.
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {

void check_multiples(const Evidence& e, Ledger& ledger) {
  for (Ledger::Entry& entry : ledger.entries()) {
    if (std::string_view(entry.rule) != "M401" || entry.verdict != Verdict::consistent || entry.operands.size() != 2) continue;
    const Claim& c = e[entry.result];
    if (c.kind != claim::Numeral::Kind::multiple || c.vague() || c.table >= 0 || c.decimals == 0) continue;
    View words = c.before;
    if (!claim::end_any(words, {U"了", U"过", U"约"}).empty()) words.remove_suffix(1);
    if (claim::end_any(words,
                       {U"增长", U"增加", U"上升", U"提高", U"高出", U"多出", U"高", U"多", U"扩大", U"上涨", U"激增", U"净增"})
            .empty())
      continue;
    const std::optional<Interval> quotient = divide(e[entry.operands[0]].value, e[entry.operands[1]].value);
    if (!quotient || fit(c, *quotient) == Fit::none || fit(c, *quotient - Interval::exactly(1)) != Fit::none) continue;
    int others = 0;
    for (int id = c.id - 1; id >= 0 && e[id].passage == c.passage && e[id].sentence == c.sentence; --id)
      others += e[id].is_amount() && addable(e[id], e[entry.operands[0]]);
    bool here = true;
    for (const int id : entry.operands) here = here && e[id].table < 0 && e[id].sentence == c.sentence && id < c.id;
    if (!here || others != 2) continue;
    entry.computed.reset();  // the words are wrong, not a number
    entry.rule = "W334";
    entry.kind = "wording";
    entry.verdict = Verdict::contradictory;
    entry.weight = 1;
    entry.formula = number_text(e, c.id) + " ≠ " + joined(e, entry.operands, " ÷ ") + " − 1";
    entry.message = joined(e, entry.operands, " ÷ ") + " = " + number_text(e, c.id) + "，是原来的" + number_text(e, c.id) +
                    "，即增长" + shown(*quotient - Interval::exactly(1), c);
  }
}

}  // namespace zh::check
