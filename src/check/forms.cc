#include "check/forms.h"

#include <algorithm>

#include "check/search.h"

namespace zh::check {
namespace {

std::optional<Interval> ratio(const Values& v) { return v.size() == 2 ? percentage(v[0], v[1]) : std::nullopt; }
std::optional<Interval> rest(const Values& v) { return v.size() == 2 ? percentage(v[1] - v[0], v[1]) : std::nullopt; }
std::optional<Interval> growth(const Values& v) { return v.size() == 2 ? percentage(v[0] - v[1], v[1]) : std::nullopt; }
std::optional<Interval> rise(const Values& v) {
  return v.size() == 2 ? percentage(magnitude(v[0]), v[1] - magnitude(v[0])) : std::nullopt;
}
std::optional<Interval> fall(const Values& v) {
  if (v.size() != 2) return std::nullopt;
  const Interval m = magnitude(v[0]);
  const Interval c = -m;
  return percentage(c, v[1] - c);
}
std::optional<Interval> change(const Values& v) { return v.size() == 2 ? percentage(v[1], v[0] - v[1]) : std::nullopt; }
std::optional<Interval> loss(const Values& v) {
  if (v.size() != 2) return std::nullopt;
  const Interval m = magnitude(v[0]);
  return percentage(-m, v[1]);
}
std::optional<Interval> quotient(const Values& v) { return v.size() == 2 ? divide(v[0], v[1]) : std::nullopt; }
/// 吨 per 亩, told in 公斤.
std::optional<Interval> per_thousandth(const Values& v) {
  const std::optional<Interval> q = quotient(v);
  return q ? std::optional<Interval>(*q * Interval::exactly(1000)) : std::nullopt;
}
std::optional<Interval> minus(const Values& v) { return v.size() == 2 ? std::optional<Interval>(v[0] - v[1]) : std::nullopt; }
std::optional<Interval> gap(const Values& v) {
  return v.size() == 2 ? std::optional<Interval>(magnitude(v[0] - v[1])) : std::nullopt;
}
std::optional<Interval> drop(const Values& v) {
  if (v.size() != 2) return std::nullopt;
  const Interval d = magnitude(v[0] - v[1]);
  return -d;
}
std::optional<Interval> equal(const Values& v) { return v.size() == 1 ? std::optional<Interval>(v[0]) : std::nullopt; }

/// What is left of 100 %.
std::optional<Interval> left(const Values& v) {
  Interval rest = Interval::exactly(100);
  for (const Interval& x : v) rest = rest - x;
  return rest;
}

/// A part of a whole that is the sum of all parts.
std::optional<Interval> of_sum(const Values& v) { return v.size() < 2 ? std::nullopt : percentage(v[0], *total(v)); }
/// Several parts of the whole that stands last.
std::optional<Interval> sum_of_parts(const Values& v) {
  return v.size() < 3 ? std::nullopt : percentage(*total({v.begin(), v.end() - 1}), v.back());
}
/// A total, then its parts each with its growth: the growth of the total.
std::optional<Interval> weighted(const Values& v) {
  if (v.size() < 5 || v.size() % 2 == 0) return std::nullopt;
  Interval before = Interval::exactly(0);
  for (std::size_t i = 1; i < v.size(); i += 2) {
    const Interval factor = Interval::exactly(1) + v[i + 1] * Interval::exactly(Rational::fraction(1, 100));
    const std::optional<Interval> own = divide(v[i], factor);
    if (!own) return std::nullopt;
    before = before + *own;
  }
  const std::optional<Interval> whole = divide(v[0], before);
  if (!whole) return std::nullopt;
  return (*whole - Interval::exactly(1)) * Interval::exactly(100);
}

/// An amount, and another with its share: the share of the first in the same whole.
std::optional<Interval> share_like(const Values& v) { return v.size() == 3 ? divide(v[0] * v[1], v[2]) : std::nullopt; }

constexpr Form kForms[] = {total, ratio, rest,  growth, rise,   fall,         change,   loss,           quotient,  minus,
                           gap,   drop,  equal, left,   of_sum, sum_of_parts, weighted, per_thousandth, share_like};

/// Which operands a form divides by, so that none of them may be zero: all, the last, or none.
enum class Divides { all, last, none };
Divides divides(Form form) {
  if (form == total || form == minus || form == gap || form == drop || form == equal || form == left || form == weighted)
    return Divides::none;
  return form == ratio || form == rest || form == quotient || form == sum_of_parts || form == share_like ? Divides::last
                                                                                                         : Divides::all;
}

}  // namespace

std::optional<Interval> compute_again(Form form, const Values& operands) {
  const auto zero = [](const Interval& v) { return v.low.sign() <= 0 && v.high.sign() >= 0; };
  const Divides by = divides(form);
  if (by == Divides::all && std::any_of(operands.begin(), operands.end(), zero)) return std::nullopt;
  if (by == Divides::last && (operands.empty() || zero(operands.back()))) return std::nullopt;
  return form(operands);
}

Form form_of(std::string_view kind, const Values& operands, const Interval& computed) {
  for (const Form form : kForms) {
    // Which computation it is shows in its result.
    if (form != total && kind == "sum") continue;
    if (form == minus && (kind == "pp" || kind == "difference") && computed.low.sign() >= 0) continue;  // told without sign
    const std::optional<Interval> again = compute_again(form, operands);
    if (again && *again == computed) return form;
  }
  return nullptr;
}

}  // namespace zh::check
