#include "check/search.h"

#include <algorithm>

#include "base/rounding.h"
#include "base/text.h"
#include "check/forms.h"
#include "check/misses.h"

namespace zh::check {

namespace {

/// Readings of one number that wait when none of all holds, and the charge up to which words or place tie them.
constexpr std::size_t kMostFailed = 12;
constexpr std::size_t kMostTold = 6;
constexpr int kTied = 25, kByWords = 8;

}  // namespace

Search::~Search() {
  if (evidence_[result_].vague() || evidence_[result_].chinese) return;  // of which no reading waits
  for (std::size_t i = 0; i < failed_.size(); ++i) {
    const Failed& f = failed_[i];
    // What holds stands, unless arithmetic alone found it behind a reading that words tie.
    if (done_ && (charge_ < kLoose || f.percent > kByWords)) continue;
    if (std::any_of(f.operands.begin(), f.operands.end(),
                    [&](int id) { return evidence_[id].vague() || evidence_[id].chinese; }))
      continue;  // miss() would refuse it
    Values values;
    values.reserve(f.operands.size());
    for (const int id : f.operands) values.push_back(evidence_[id].value);
    const Form form = form_of(kind_, values, f.computed);
    if (form == nullptr) continue;
    miss(evidence_, ledger_,
         {rule_, kind_, result_, f.operands, [form](const Values& v) { return compute_again(form, v); },
          f.percent <= kByWords && i < 3        ? Tie::medium
          : f.percent <= kTied && i < kMostTold ? Tie::weak
                                                : Tie::wild,
          f.formula, "按所指的数计算", static_cast<int>(i) + 1});
  }
}

bool Search::offer(const std::optional<Interval>& computed, const std::vector<int>& operands, Formula formula, int percent) {
  if (done_ || !computed || spent()) return done_;
  const Claim& printed = evidence_[result_];
  const std::int64_t cost = chance(printed, *computed) * percent / 100;
  ++tries_;
  spent_ += cost;
  if (spent_ > kEnough) return false;
  const Fit how = fit(printed, *computed);
  if (how == Fit::none) {
    if (failed_.size() < kMostFailed) failed_.push_back({*computed, operands, std::move(formula), percent});
    return false;
  }
  // Truncation is believed only where the words tie the operands of a quotient.
  if (how == Fit::truncated && (percent > 8 || kind_ == "sum" || kind_ == "difference")) return false;
  index_ = confirm(evidence_, ledger_, rule_, kind_, result_, operands, *computed, formula.text(evidence_, operands),
                   how == Fit::truncated);
  if (index_ >= 0) ledger_.entries()[static_cast<std::size_t>(index_)].charge = percent;
  charge_ = percent;
  done_ = true;
  return true;
}

int share_behind(const Evidence& evidence, int id) {
  if (id + 1 >= static_cast<int>(evidence.all.size())) return -1;
  const Claim &c = evidence[id], &next = evidence[id + 1];
  return next.role == Role::share && next.segment == c.segment && next.clause - c.clause <= 1 ? next.id : -1;
}

int confirm(const Evidence& evidence, Ledger& ledger, const char* rule, std::string_view kind, int result,
            std::vector<int> operands, const Interval& computed, const std::string& formula, bool truncated) {
  Ledger::Entry entry;
  entry.rule = rule;
  entry.kind = kind;
  entry.result = result;
  entry.operands = std::move(operands);
  entry.computed = computed;
  entry.formula = number_text(evidence, result) + " = " + formula;
  entry.message = entry.formula;
  entry.truncation = truncated;
  if (truncated) entry.message += "（按截尾取值）";
  return ledger.add(std::move(entry));
}

namespace {

/// 8.53459 → 8.535 → 8.54: rounding what was rounded, which GB/T 8170-2008, 3.2 forbids.
bool rounded_twice(const Claim& printed, const Interval& computed) {
  if (!computed.is_point()) return false;
  const Decimal once = round(computed.low.abs(), printed.decimals + 1, Rounding::half_up);
  return Rational(round(Rational(once), printed.decimals, Rounding::half_up)) == printed.exact.abs();
}

}  // namespace

bool contradict(const Evidence& evidence, Ledger& ledger, const char* rule, std::string_view kind, int result,
                const std::vector<int>& operands, const Interval& computed, const std::string& formula,
                const std::string& reason) {
  Ledger::Entry entry;
  entry.rule = rule;
  entry.kind = kind;
  entry.verdict = Verdict::contradictory;
  entry.result = result;
  entry.operands = operands;
  entry.computed = computed;
  entry.formula = number_text(evidence, result) + " ≠ " + formula;
  entry.message =
      "文中为" + number_text(evidence, result) + "，" + reason + "：" + formula + " = " + shown(computed, evidence[result]);
  // A percentage that is off by one in its last digit may have been adjusted to make shares add up.
  const Claim& printed = evidence[result];
  if (printed.is_percentage() || printed.kind == claim::Numeral::Kind::point) {
    const Rational gap = printed.exact > computed.high ? printed.exact - computed.high : computed.low - printed.exact;
    const bool adjusted = printed.role == Role::share || printed.role == Role::percent;
    // 49.58%、29.8%和20.62%, which make 100: what is missing was given to one of them.
    const bool whole =
        gap < printed.unit_place * Rational(3) &&
        std::any_of(ledger.entries().begin(), ledger.entries().end(), [&](const Ledger::Entry& c) {
          return (std::string_view(c.kind) == "complement" ||
                  (std::string_view(c.kind) == "sum" && c.result >= 0 && evidence[c.result].exact == Rational(100))) &&
                 c.verdict == Verdict::consistent &&
                 (c.result == result || std::find(c.operands.begin(), c.operands.end(), result) != c.operands.end());
        });
    const bool balanced = adjusted && whole && gap < printed.unit_place * Rational::fraction(5, 2);
    if (gap < printed.unit_place * (balanced ? Rational::fraction(5, 2) : adjusted ? Rational::fraction(3, 2) : Rational(1))) {
      // Of two counts there is one rounding (GB/T 8170-2008); of amounts that may be rounded themselves, in tables, whose
      // columns are made to add up, and where all are known to make 100, the last digit stays open.
      const bool counts = printed.table < 0 && operands.size() == 2 && computed.is_point() &&
                          std::all_of(operands.begin(), operands.end(), [&](int id) {
                            return !evidence[id].noun.empty() && !claim::is_measured(evidence[id].noun);
                          });
      if (counts && !whole)
        entry.weight = 1;
      else
        entry.verdict = Verdict::undecided;
      entry.message += rounded_twice(printed, computed) ? "（末位相差1，应是逐次修约）" : "（末位相差1，可能是凑整）";
    }
  }
  const bool firm = entry.verdict == Verdict::contradictory;
  ledger.add(std::move(entry));
  return firm;
}

Rational less_likely(const Rational& surprise, std::int64_t chance) {
  static const Rational kSure = Rational(1) / Rational::power_of_ten(40);
  if (surprise < kSure) return surprise;
  return surprise * Rational::fraction(std::min<std::int64_t>(chance, 500000), 1000000);
}

std::optional<Interval> percentage(const Interval& a, const Interval& b) {
  const std::optional<Interval> quotient = divide(a, b);
  if (!quotient) return std::nullopt;
  return *quotient * Interval::exactly(100);
}

Interval magnitude(const Interval& value) {
  if (value.low.sign() >= 0) return value;
  if (value.high.sign() <= 0) return -value;
  return {0, std::max(-value.low, value.high)};
}

Interval sum_of(const Evidence& evidence, const std::vector<int>& ids) {
  Interval total = Interval::exactly(0);
  for (const int id : ids) total = total + evidence[id].value;
  return total;
}

bool addable(const Claim& a, const Claim& b) {
  if (a.is_percentage() != b.is_percentage()) return false;
  if (a.is_percentage()) return true;
  if (a.kind != b.kind) return false;
  if (a.noun == b.noun || a.noun.empty() || b.noun.empty()) return true;
  // The rows of one column that tell their units count one thing: 万台, 万台（套）, 条.
  if (a.table >= 0 && a.table == b.table && a.column == b.column)
    return !claim::is_measured(a.noun) && !claim::is_measured(b.noun);
  // 3115名, 49人: people.
  const auto people = [](const Text& noun) { return noun == U"人" || noun == U"名" || noun == U"位"; };
  if (people(a.noun) && people(b.noun)) return true;
  // 件 and 件次, 家 and 个: counts of the same things get different measure words.
  return a.noun[0] == b.noun[0] && !claim::is_measured(a.noun) && !claim::is_measured(b.noun);
}

std::string shown(const Interval& value, const Claim& like) {
  const Rational middle = (value.low + value.high) / Rational(2);
  Claim finer = like;
  std::string text = printed_like(middle, finer);
  if (like.kind == claim::Numeral::Kind::count && like.table < 0) text += to_utf8(like.noun);
  return text;
}

std::string digits_of(const Claim& claim) {
  std::string out;
  const std::string& text = claim.text;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if ((c >= '0' && c <= '9') || c == '.') {
      out += c;
      continue;
    }
    // U+FF0E, U+FF10 … U+FF19 in UTF-8.
    if (c != '\xEF' || i + 2 >= text.size() || text[i + 1] != '\xBC') continue;
    const int last = static_cast<unsigned char>(text[i + 2]);
    if (last >= 0x90 && last <= 0x99) out += static_cast<char>('0' + (last - 0x90));
    if (last == 0x8E) out += '.';
  }
  return out;
}

int telling_digits(const Claim& claim) {
  int count = 0, known = 0;  // from the first that is no zero; up to the last that is none
  for (std::size_t i = 0; i < claim.text.size(); ++i) {
    char ch = claim.text[i];
    // Full-width digits: EF BC 90 … 99.
    if (static_cast<unsigned char>(ch) == 0xEF && i + 2 < claim.text.size() &&
        static_cast<unsigned char>(claim.text[i + 1]) == 0xBC) {
      ch = static_cast<char>(static_cast<unsigned char>(claim.text[i + 2]) - 0x90 + '0');
      i += 2;
    }
    if (ch < '0' || ch > '9' || (count == 0 && ch == '0')) continue;
    ++count;
    if (ch != '0') known = count;
  }
  return known;
}

bool tells_quantity(const Claim& claim) {
  return claim.role != Role::date && claim.role != Role::label && claim.role != Role::limit && claim.role != Role::count &&
         !claim.chinese && !claim.exact.is_zero() && !claim.vague() &&
         (claim.noun.empty() || !claim::one_of(claim.noun[0], U"个月年岁天日小周届") ||
          claim::start_any(claim.noun, {U"个月", U"月", U"年", U"岁", U"天", U"日", U"小时", U"周岁", U"届"}).empty());
}

bool any_variant(const Claim& claim, const std::function<bool(const Interval&)>& holds) {
  std::string digits = digits_of(claim);
  const std::size_t whole = std::min(digits.find('.'), digits.size());
  digits.erase(std::remove(digits.begin(), digits.end(), '.'), digits.end());
  const auto moved_by = [&](const Rational& shift) {
    const Rational moved = claim.exact.sign() < 0 ? -shift : shift;
    return holds({claim.value.low + moved, claim.value.high + moved});
  };
  Rational step = claim.unit_place;
  for (std::size_t i = digits.size(); i-- > 0;) {
    const int digit = digits[i] - '0';
    const int least = i == 0 && whole > 1 ? 1 : 0;  // nobody writes 0388
    for (int other = least; other <= 9; ++other)
      if (other != digit && moved_by(step * Rational(other - digit))) return true;
    if (i > 0 && digits[i - 1] != digits[i] && moved_by(step * Rational(std::int64_t{digits[i - 1] - digits[i]} * -9)))
      return true;
    step = step * Rational(10);
  }
  return false;
}

bool one_digit_away(const Evidence& evidence, int result, const std::vector<int>& operands, const Recompute& again) {
  std::vector<Interval> values;
  for (const int id : operands) values.push_back(evidence[id].value);
  const Claim& printed = evidence[result];
  const std::optional<Interval> computed = again(values);
  if (computed && any_variant(printed, [&](const Interval& v) { return v.meets(*computed); })) return true;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    const Interval kept = values[i];
    const bool found = any_variant(evidence[operands[i]], [&](const Interval& v) {
      values[i] = v;
      const std::optional<Interval> c = again(values);
      return c && printed.value.meets(*c);
    });
    values[i] = kept;
    if (found) return true;
  }
  return false;
}

std::optional<Interval> quotient_percent(const std::vector<Interval>& values) {
  if (values[1].low.sign() <= 0) return std::nullopt;
  return percentage(values[0], values[1]);
}

std::optional<Interval> total(const std::vector<Interval>& values) {
  Interval sum = Interval::exactly(0);
  for (const Interval& v : values) sum = sum + v;
  return sum;
}

}  // namespace zh::check
