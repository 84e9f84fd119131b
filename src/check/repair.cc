#include "check/repair.h"

#include <algorithm>
#include <functional>

#include "check/forms.h"
#include "check/search.h"
#include "claim/claim.h"

namespace zh::check {
namespace {

/// One relation that can be computed again with other values.
struct Tie {
  int relation = 0;
  int result = 0;
  std::vector<int> operands;
  Form form = nullptr;
  bool holds = false;
};

class Repairs {
 public:
  Repairs(const Evidence& e, std::vector<Relation>& relations) : e_(e), relations_(relations), of_number_(e.all.size()) {
    for (std::size_t i = 0; i < relations.size(); ++i) {
      const Relation& r = relations[i];
      if (!r.result || !r.computed || r.operands.empty() || r.verdict == Verdict::undecided || r.kind == "bound" ||
          r.kind == "order")
        continue;
      Tie tie{static_cast<int>(i), *r.result, r.operands, nullptr, r.verdict == Verdict::consistent};
      const Values values = values_of(tie, -1, {});
      tie.form = form_of(r.kind, values, *r.computed);
      if (tie.form == nullptr) continue;
      of_number_[static_cast<std::size_t>(tie.result)].push_back(ties_.size());
      for (const int id : tie.operands) of_number_[static_cast<std::size_t>(id)].push_back(ties_.size());
      ties_.push_back(std::move(tie));
    }
  }

  void run() {
    for (const Tie& tie : ties_)
      if (!tie.holds) repair(tie);
  }

 private:
  struct Option {
    Repair repair;
    int balance = 0;  ///< contradictions cleared less relations broken
    bool result = false;
  };

  Values values_of(const Tie& tie, int changed, const Interval& value) const {
    Values out;
    for (const int id : tie.operands) out.push_back(id == changed ? value : e_[id].value);
    return out;
  }

  bool holds(const Tie& tie, int changed, const Interval& value) const {
    const std::optional<Interval> computed = compute_again(tie.form, values_of(tie, changed, value));
    return computed && (tie.result == changed ? value : e_[tie.result].value).meets(*computed);
  }

  void repair(const Tie& tie) {
    std::vector<Option> options;
    consider(tie, tie.result, options);
    for (const int id : tie.operands) consider(tie, id, options);
    const auto clean = [](const Option& o) { return o.balance >= 2; };
    if (std::none_of(options.begin(), options.end(), clean)) {
      slips(tie, tie.result, options);
      for (const int id : tie.operands) slips(tie, id, options);
    }
    if (std::none_of(options.begin(), options.end(), clean)) solve(tie, options);
    std::stable_sort(options.begin(), options.end(), [](const Option& a, const Option& b) { return a.balance > b.balance; });
    std::vector<Repair>& out = relations_[static_cast<std::size_t>(tie.relation)].repairs;
    for (const Option& o : options) {
      if (out.size() == 3) break;
      if (std::none_of(out.begin(), out.end(),
                       [&](const Repair& r) { return r.number == o.repair.number && r.replacement == o.repair.replacement; }))
        out.push_back(o.repair);
    }
  }

  /// Every replacement of one digit that makes the relation hold.
  void consider(const Tie& tie, int id, std::vector<Option>& options) const {
    const Claim& c = e_[id];
    Rational step = c.unit_place;
    for (std::size_t i = 0; i < c.text.size(); ++i) {
      const char ch = c.text[c.text.size() - 1 - i];
      if (ch < '0' || ch > '9') continue;
      for (char other = '0'; other <= '9'; ++other) {
        if (other == ch) continue;
        const Rational shift = step * Rational(other - ch);
        const Rational moved = c.exact.sign() < 0 ? -shift : shift;
        const Interval value = {c.value.low + moved, c.value.high + moved};
        if (!holds(tie, id, value)) continue;
        std::string text = c.text;
        text[c.text.size() - 1 - i] = other;
        add(tie, id, value, text, "一位数字有误", options);
      }
      step = step * Rational(10);
    }
  }

  /// Neighbouring digits swapped, a digit lost or doubled, the point or 万 misplaced.
  void slips(const Tie& tie, int id, std::vector<Option>& options) const {
    const Claim& c = e_[id];
    const auto offer = [&](const std::string& text, const char* cause) {
      const std::optional<Interval> value = read_like(text, c);
      if (value && holds(tie, id, *value)) add(tie, id, *value, text, cause, options);
    };
    const auto digit = [&](std::size_t i) { return i < c.text.size() && c.text[i] >= '0' && c.text[i] <= '9'; };
    for (std::size_t i = 0; i < c.text.size(); ++i) {
      if (!digit(i)) continue;
      std::string text = c.text;
      if (digit(i + 1) && text[i] != text[i + 1]) {
        std::swap(text[i], text[i + 1]);
        if (text[0] != '0' || text[1] == '.') offer(text, "相邻两位颠倒");
        text = c.text;
      }
      if (digit(i + 1) && text[i] == text[i + 1]) offer(text.erase(i, 1), "多写一位");
      for (char extra = '0'; extra <= '9'; ++extra) {
        text = c.text;
        // Where equal digits stand one place is enough.
        if (text[i] != extra) offer(text.insert(i, 1, extra), "漏写一位");
      }
    }
    for (const int shift : {1, -1, 2, -2, 4, -4}) {
      const Rational factor = Rational::power_of_ten(shift);
      const Interval value = {c.value.low * factor, c.value.high * factor};
      if (holds(tie, id, value))
        add(tie, id, value, printed_like((value.low + value.high) / Rational(2), c),
            shift == 4 || shift == -4 ? "“万”误漏或误加" : "小数点错位", options);
    }
  }
  /// The value of a numeral with other digits, printed to as many decimals.
  static std::optional<Interval> read_like(const std::string& text, const Claim& like) {
    std::string digits;
    std::size_t at = 0;
    while (at < text.size() && ((text[at] >= '0' && text[at] <= '9') || text[at] == '.' || text[at] == ',')) {
      if (text[at] != ',') digits += text[at];
      ++at;
    }
    const std::optional<Decimal> number = Decimal::parse(digits);
    if (!number) return std::nullopt;  // signs and full-width digits are left alone
    Claim changed = like;
    const std::size_t point = digits.find('.');
    changed.decimals = point == std::string::npos ? 0 : static_cast<int>(digits.size() - point - 1);
    claim::set_value(changed, *number);
    return changed.value;
  }

  /// What the result would have to be, if no slip of the pen does it without breaking something else.
  void solve(const Tie& tie, std::vector<Option>& options) const {
    const Claim& c = e_[tie.result];
    const std::optional<Interval> computed = compute_again(tie.form, values_of(tie, -1, {}));
    if (!computed) return;
    const Rational middle = (computed->low + computed->high) / Rational(2);
    const Rational half = c.value.is_point() ? Rational(0) : c.unit_place / Rational(2);
    add(tie, tie.result, {middle - half, middle + half}, printed_like(middle, c), "", options);
  }

  void add(const Tie&, int id, const Interval& value, const std::string& text, const char* cause,
           std::vector<Option>& options) const {
    Option o;
    o.repair.number = id;
    o.repair.replacement = text;
    o.repair.cause = cause;
    for (const std::size_t t : of_number_[static_cast<std::size_t>(id)]) {
      const Tie& other = ties_[t];
      const bool now = holds(other, id, value);
      if (!other.holds && now) {
        o.balance += 2;
        if (std::find(o.repair.clears.begin(), o.repair.clears.end(), other.relation) == o.repair.clears.end())
          o.repair.clears.push_back(other.relation);
      } else if (other.holds && !now) {
        o.balance -= 3;
      }
    }
    // A number that nothing else supports is the likelier culprit.
    options.push_back(std::move(o));
  }

  const Evidence& e_;
  std::vector<Relation>& relations_;
  std::vector<Tie> ties_;
  std::vector<std::vector<std::size_t>> of_number_;
};

}  // namespace

void find_repairs(const Evidence& evidence, const Ledger&, std::vector<Relation>& relations) {
  Repairs(evidence, relations).run();
}

}  // namespace zh::check
