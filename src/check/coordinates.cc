// Wholes whose name joins the names of their parts.
//
//   S171 sum     国、省道肇事416起、死亡158人；国道185起、死亡63人，省道185起、死亡57人;
//   执业（助理）医师2089人，其中执业医师1390
//                人、执业助理医师699人: the name says that there are these two and no other
//   B263 bound   12315平台受理投诉举报1717件 … 12315平台受理投诉2461件: what the name joins holds each of what it joins
//
// What: S171 two words joined by a mark, by 和 or by a bracket that end or begin alike, the next two amounts of the noun behind
// it called by the one and by the other; what is counted beside all three (158人, 63人, 57人) likewise. B263 the whole names
// complaints, reports and enquiries one behind the other, the part one of them, of one channel and one time. When
// contradictory: both, for the words fix which number is of what. When silent: another number of the noun stands between; what
// a member of the one may be of the other too (党纪、政务处分); a part of an earlier time.
#include <algorithm>

#include "check/lists.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"
#include "check/times.h"

namespace zh::check {
namespace {

class Coordinates {
 public:
  Coordinates(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 0; i + 2 < all.size(); ++i) joined(all, i);
    channels();
  }

 private:
  bool level(int id) const {
    const Claim& c = e_[id];
    return c.is_amount() && c.role == Role::level && !c.vague() && !c.averaged && !c.noun.empty() && c.exact.sign() > 0 &&
           c.table < 0;
  }

  // ---- two parts

  /// The words before a number, back to a mark that no name crosses, without the verb that ends them.
  View words_before(int id) const {
    const View text = e_.passage(id).text;
    const std::size_t from = claim::start_behind(text, e_[id].start, U"，；：。！？,;:\n");
    View words = text.substr(from, e_[id].start - from);
    while (!words.empty() && claim::one_of(words.back(), U"共有为达计约")) words.remove_suffix(1);
    return words;
  }
  static bool all_han(View words) { return !words.empty() && std::all_of(words.begin(), words.end(), claim::is_han); }
  /// 执业（助理）医师: 执业医师 and 执业助理.
  static bool bracketed(View whole, View a, View b) {
    const std::size_t open = whole.find_last_of(U"（("), close = whole.find_last_of(U"）)");
    if (open == View::npos || close == View::npos || close <= open + 2 || close - open > 5 || open < 2) return false;
    const View before = whole.substr(0, open), inner = whole.substr(open + 1, close - open - 1);
    const View behind = whole.substr(close + 1);
    if (!all_han(behind) || behind.size() < 2 || !all_han(inner)) return false;
    const auto both = [&](View plain, View narrow) {
      if (!claim::ends_with(plain, behind) || plain.size() < behind.size() + 2) return false;
      const View head = plain.substr(0, plain.size() - behind.size());
      return claim::ends_with(before, head) && claim::starts_with(narrow, claim::together(head, inner));
    };
    return both(a, b) || both(b, a);
  }
  /// 国、省道: 国道 and 省道; 公共场所和饮用水监督单位: 公共场所, 饮用水.
  static bool joined_by_mark(View whole, View a, View b) {
    if (a.size() < 2 || b.size() < 2 || a == b) return false;
    const std::size_t at = whole.find_last_of(U"、和与及");
    if (at == View::npos || at == 0) return false;
    const View first = whole.substr(0, at), second = whole.substr(at + 1);
    // More than two are joined.
    if (first.find_last_of(U"、和与及") != View::npos || !claim::starts_with(second, b)) return false;
    if (claim::ends_with(first, a)) return true;
    std::size_t tail = 0;
    while (tail + 1 < std::min(a.size(), b.size()) && a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) ++tail;
    return tail > 0 && a.size() == b.size() && claim::ends_with(first, a.substr(0, a.size() - tail)) &&
           first.size() <= a.size() + 12;
  }
  static bool named_by(View whole, View a, View b) { return bracketed(whole, a, b) || joined_by_mark(whole, a, b); }

  void joined(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    if (!level(c.id)) return;
    const View words = words_before(c.id);
    if (words.find_first_of(U"、和与及（(") == View::npos || partly(words)) return;
    std::vector<int> parts;
    for (std::size_t j = i + 1; j < all.size() && parts.size() < 2; ++j) {
      const Claim& x = e_[all[j]];
      if (x.sentence - c.sentence > 1) break;
      if (x.noun != c.noun || !x.is_amount() || x.chinese) continue;
      if (!level(x.id) || x.name_inherited || earlier(x)) return;
      parts.push_back(x.id);
    }
    if (parts.size() < 2 || e_[parts[0]].sentence != e_[parts[1]].sentence ||
        !named_by(words, e_[parts[0]].name, e_[parts[1]].name) || says_overlap(e_.sentence(parts[0])) ||
        overlap_by_name(e_, parts))
      return;
    tell(c.id, parts);
    beside(c.id, parts);
  }
  /// 其中, 主要, 等: of some only.
  static bool partly(View words) {
    return !claim::find_any(words, {U"其中", U"主要", U"等", U"参保", U"分别", U"各", U"平均", U"同比", U"上年", U"去年"})
                .empty();
  }
  static bool earlier(const Claim& c) {
    return !claim::find_any(c.before, {U"上年", U"去年", U"同期", U"上月", U"比", U"较", U"累计", U"占"}).empty();
  }
  void tell(int whole, const std::vector<int>& parts) {
    if (ledger_.firmly_explained(whole, "sum")) return;
    tell_or_wait(e_, ledger_, "S171", whole, parts, Tie::certain, "而名称所并列的两部分相加");
  }
  /// 416起、死亡158人: what is counted beside each of the three in the same words.
  void beside(int whole, const std::vector<int>& parts) {
    const auto next = [&](int id) {
      const int other = id + 1;
      const bool near = other < static_cast<int>(e_.all.size()) && e_[other].passage == e_[id].passage && level(other) &&
                        e_[other].noun != e_[id].noun && e_[other].clause - e_[id].clause <= 1;
      return near ? other : -1;
    };
    const int total = next(whole), a = next(parts[0]), b = next(parts[1]);
    if (total < 0 || a < 0 || b < 0 || e_[a].noun != e_[total].noun || e_[b].noun != e_[total].noun ||
        e_[a].before != e_[total].before || e_[b].before != e_[total].before)
      return;
    tell(total, {a, b});
  }

  // ---- one of what a name joins

  /// Complaints 1, reports 2, enquiries 4, as the words right before a number join them; 0 where they say something else too.
  static int joins(View name) {
    int out = 0;
    while (true) {
      while (!name.empty() && claim::one_of(name.back(), U"、和及与量共类总数")) name.remove_suffix(1);
      if (claim::ends_with(name, U"投诉") && (out & 1) == 0)
        out |= 1;
      else if (claim::ends_with(name, U"举报") && (out & 2) == 0)
        out |= 2;
      else if (claim::ends_with(name, U"咨询") && (out & 4) == 0)
        out |= 4;
      else
        return out;
      name.remove_suffix(2);
    }
  }
  /// 12315平台, 12345热线: the channel that the words before a number name; empty if none or several.
  static Text channel(View words) {
    Text found;
    for (const View mark : {View(U"12315平台"), View(U"12345热线"), View(U"12315热线"), View(U"12345平台")})
      if (claim::contains(words, mark)) {
        if (!found.empty()) return {};
        found = Text(mark);
      }
    return found;
  }
  void channels() {
    struct Told {
      int id, joins;
      Text channel;
    };
    std::vector<Told> told;
    for (const int id : e_.prose()) {
      if (!level(id) || e_[id].noun != U"件" || e_[id].depth > 0) continue;
      const View words = words_before(id);
      const int what = joins(words);
      Text by = what > 0 ? channel(words) : Text();
      if (!by.empty()) told.push_back({id, what, std::move(by)});
    }
    constexpr int kFar = 20;  // blocks
    for (const Told& part : told)
      for (const Told& whole : told) {
        if (whole.joins == part.joins || (whole.joins & part.joins) != part.joins || whole.channel != part.channel ||
            std::abs(e_[whole.id].block - e_[part.id].block) > kFar)
          continue;
        const Text when = times(e_, e_[part.id]);
        if (when.empty() || when != times(e_, e_[whole.id]) || other_time(e_, e_[part.id], e_[whole.id])) continue;
        const bool holds = e_[part.id].value.low <= e_[whole.id].value.high;
        ledger_.tell(
            "B263", "bound", holds ? Verdict::consistent : Verdict::contradictory, whole.id, {part.id},
            number_text(e_, whole.id) + (holds ? " ≥ " : " < ") + number_text(e_, part.id),
            holds ? std::string() : "其中一类" + number_text(e_, part.id) + "大于几类合计的" + number_text(e_, whole.id));
        break;
      }
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_coordinates(const Evidence& evidence, Ledger& ledger) { Coordinates(evidence, ledger).run(); }

}  // namespace zh::check
