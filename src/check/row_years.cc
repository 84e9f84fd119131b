// What the text says of two years of one row of a table.
//
//   D513 difference   比上年增加2581件 and the row with 31205 in 2022年 and 33786 in 2023年
//   G413 growth       the same as a rate
//   P613 pp           较2019年提高3.1个百分点, both rates in the row
//   M413 multi        是2019年的1.8倍
//
// What: a number right before it in the sentence stands in the row that the clause names; the column of the other year is the
// one that the words name (2019年), or the year before (上年). When contradictory: always, for counts and rates; for what is
// measured, whose growth may be at constant prices, only a slip. When silent: no column of that year, or another cell of the
// row is the number.
#include <algorithm>

#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class RowYears {
 public:
  RowYears(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    if (e_.claims.tables.empty()) return;
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 1; i < all.size(); ++i) {
        const Claim& c = e_[all[i]];
        const bool multiple = c.kind == claim::Numeral::Kind::multiple;
        if (c.vague() || c.written_sign || c.exact.is_zero() ||
            (!multiple && (c.sign == 0 || (c.role != Role::change && c.role != Role::growth && c.role != Role::point))))
          continue;
        const char* kind = kind_of(c);
        if (ledger_.firmly_explained(c.id, kind)) continue;
        find(all, i, kind);
      }
  }

 private:
  static const char* kind_of(const Claim& c) {
    return c.kind == claim::Numeral::Kind::multiple ? "multi"
           : c.role == Role::point                  ? "pp"
           : c.role == Role::change                 ? "difference"
                                                    : "growth";
  }
  static const char* rule_of(const Claim& c) {
    return c.kind == claim::Numeral::Kind::multiple ? "M413"
           : c.role == Role::point                  ? "P613"
           : c.role == Role::change                 ? "D513"
                                                    : "G413";
  }

  static int year_in(View words) {
    for (std::size_t i = 0; i + 4 < words.size(); ++i)
      if ((words.substr(i, 2) == U"20" || words.substr(i, 2) == U"19") && claim::is_digit(words[i + 2]) &&
          claim::is_digit(words[i + 3]) && words[i + 4] == U'年')
        return static_cast<int>((words[i] - U'0') * 1000 + (words[i + 1] - U'0') * 100 + (words[i + 2] - U'0') * 10 +
                                (words[i + 3] - U'0'));
    return 0;
  }
  /// The header without its year: columns of one measure differ in the year only.
  static Text measure(const Text& header) {
    Text out;
    for (const char32_t c : header)
      if (!claim::is_digit(c) && !claim::one_of(c, U"年 　末度")) out += c;
    return out;
  }

  void find(const std::vector<int>& all, std::size_t i, const char* kind) {
    const Claim& c = e_[all[i]];
    // The year that it is compared with.
    const View words = c.clause_before;
    int other = 0;
    if (const claim::Found than = claim::find_last(words, {U"较", U"比", U"是", U"为"}); than)
      other = year_in(words.substr(than.at));
    const bool last = other == 0 && !claim::find_any(words, {U"上年", U"去年", U"同比"}).empty();
    if (other == 0 && !last && (!words_only_verb(words) || !compared(all, i, other))) return;
    // The number that it goes on from.
    int own = -1;
    for (std::size_t j = i; j-- > 0 && own < 0;) {
      const Claim& l = e_[all[j]];
      if (l.sentence != c.sentence || c.clause - l.clause > 2) return;
      if (l.vague() || l.role == Role::prior) continue;
      if (c.role == Role::point ? l.is_percentage() && l.role != Role::growth : l.is_amount() && l.role == Role::level)
        own = l.id;
    }
    if (own < 0) return;
    for (const claim::Table& t : e_.tables_near(c.block, 8)) {
      for (int r = t.header_rows; r < t.rows; ++r)
        for (int x = 0; x < t.columns; ++x)
          if (const int cell = t.at(r, x); cell >= 0 && e_[own].value.meets(e_[cell].value) &&
                                           e_[cell].is_percentage() == e_[own].is_percentage() && named(t, r, own)) {
            settle(t, r, x, other, c, own, kind);
            return;
          }
    }
  }
  /// 增长8.3% behind 比上年增加2581件: nothing but its verb.
  static bool words_only_verb(View words) { return words.size() <= 4 && bool(claim::last_change_verb(words)); }
  bool compared(const std::vector<int>& all, std::size_t i, int& other) const {
    const Claim &c = e_[all[i]], &p = e_[all[i - 1]];
    if (p.sentence != c.sentence || c.clause - p.clause != 1 || (p.role != Role::change && p.role != Role::growth))
      return false;
    if (const claim::Found than = claim::find_last(p.clause_before, {U"较", U"比"}); than)
      other = year_in(View(p.clause_before).substr(than.at));
    return other != 0 || !claim::find_any(p.clause_before, {U"上年", U"去年"}).empty();
  }
  /// The words at the number name the row, or its digits do.
  bool named(const claim::Table& t, int row, int own) const {
    Text label;
    for (const char32_t ch : t.text[static_cast<std::size_t>(row)][0])
      if (claim::one_of(ch, U"（("))
        break;
      else if (!claim::one_of(ch, U" 　"))
        label += ch;
    if (label.size() < 2) return false;
    if (claim::contains(e_[own].clause_before, label)) return true;
    std::string digits = digits_of(e_[own]);
    return digits.size() >= 4 && claim::likeness(label, e_[own].name) >= 40;
  }

  void settle(const claim::Table& t, int row, int column, int year, const Claim& c, int own, const char* kind) {
    const Text& header = t.header[static_cast<std::size_t>(column)];
    const int now = year_in(header + U"年");
    if (now == 0) return;
    if (year == 0) year = now - 1;
    if (year >= now) return;
    int base = -1;
    for (int x = 0; x < t.columns; ++x) {
      const Text& h = t.header[static_cast<std::size_t>(x)];
      const int id = t.at(row, x);
      if (id < 0) continue;
      // A column of growths says it itself.
      if (x != column && e_[id].exact.abs() == c.exact.abs()) return;
      if (x != column && year_in(h + U"年") == year && measure(h) == measure(header)) base = id;
    }
    if (base < 0 || e_[base].vague() || e_[base].exact.sign() <= 0) return;
    const int cell = t.at(row, column);
    const std::string form = kind;
    const Recompute again = [form](const std::vector<Interval>& v) -> std::optional<Interval> {
      if (form == "difference" || form == "pp") return v[0] - v[1];
      const std::optional<Interval> q = divide(v[0], v[1]);
      if (!q || form == "multi") return q;
      return (*q - Interval::exactly(Rational(1))) * Interval::exactly(Rational(100));
    };
    if (form == "multi" && !claim::find_any(c.before, {U"增", U"升", U"提高", U"多"}).empty()) return;
    const std::optional<Interval> computed = again({e_[cell].value, e_[base].value});
    if (!computed) return;
    const std::string a = number_text(e_, cell), b = number_text(e_, base);
    const std::string formula = form == "growth" ? a + " ÷ " + b + " − 1" : form == "multi" ? a + " ÷ " + b : a + " − " + b;
    if (fit(c, *computed) != Fit::none) {
      confirm(e_, ledger_, rule_of(c), kind, c.id, {cell, base}, *computed, formula);
      return;
    }
    const bool measured = claim::is_measured(e_[own].noun) && form != "pp";
    miss(e_, ledger_,
         {rule_of(c),
          kind,
          c.id,
          {cell, base},
          again,
          measured ? Tie::strong : Tie::certain,
          formula,
          "按表中同一行两年的数计算"});
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_row_years(const Evidence& evidence, Ledger& ledger) { RowYears(evidence, ledger).run(); }

}  // namespace zh::check
