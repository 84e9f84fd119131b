// Shares and rates that no reading explains: which part and which whole the words tie to them (R201).
//
// What: the k-th of as many like amounts, the amount whose words the rate is named after, the one right before it or of its
// name; the whole that is named, that of the shares beside it or of paragraphs of one pattern, a larger amount of the same
// noun. Each pair waits with its tie; misses.cc weighs them. When silent: the base need not be printed; the pair explains
// another percentage.
#include <algorithm>

#include "check/lists.h"
#include "check/misses.h"
#include "check/search.h"
#include "check/shares.h"
#include "check/times.h"

namespace zh::check {
namespace {

class MissedShares {
 public:
  MissedShares(const ShareTies& s, Ledger& ledger) : s_(s), e_(s.evidence), ledger_(ledger) {}

  /// 受理96件：上级转办21件，占22%: part and whole of its own sentence give it.
  bool told_beside(const Claim& c) const {
    const std::vector<int>& of = ledger_.of_result(c.id);
    return std::any_of(of.begin(), of.end(), [&](int index) {
      const Ledger::Entry& known = ledger_.entries()[static_cast<std::size_t>(index)];
      return known.kind == "ratio" && known.verdict == Verdict::consistent && known.operands.size() == 2 &&
             s_.adjacent(known.operands[0], c.id) && e_[known.operands[1]].sentence == c.sentence;
    });
  }

  /// Queues the readings of a share that nothing explains.
  void run(const std::vector<int>& all, std::size_t i) {
    const int id = all[i];
    const Claim& c = e_[id];
    const bool aligned = (i > 0 && s_.listed(all[i - 1], id)) || (i + 1 < all.size() && s_.listed(id, all[i + 1]));
    if (!c.is_percentage() || c.vague() || c.kind == claim::Numeral::Kind::part) return;
    if (c.role != Role::share && c.role != Role::rate && !(c.role == Role::percent && aligned)) return;
    if (ledger_.firmly_explained(id, "ratio") || told_beside(c) || explained_beside(c) || c.exact >= Rational(100)) return;
    const Row listed = row_of(all, i);
    for (const Part& part : parts_of(all, i)) {
      if (s_.of_kinds(c, e_[part.id]) || of_another(all, i, part.id)) continue;
      int taken = 0;
      for (const Part& whole : wholes_of(all, i, part.id)) {
        // 18件、9件、20件、9件、1件，占比为32%、16%、…: one of the list is no whole of another.
        if (listed.last > listed.first &&
            std::find(listed.before.begin(), listed.before.end(), whole.id) != listed.before.end() &&
            listed.before.size() <= listed.last - listed.first + 1)
          continue;
        if (paragraphs_of_other_years(e_, e_[part.id], e_[whole.id])) continue;
        const bool turned = swapped(all, i, part.id, whole.id);
        if ((!turned && explains_other(part.id, whole.id, id)) || ++taken > 5) continue;
        if (has_other_base(c, part.id, whole.id)) return;
        miss(e_, ledger_,
             {"R201",
              "ratio",
              id,
              {part.id, whole.id},
              quotient_percent,
              turned || divides(c, part.id, whole.id) ? Tie::certain : std::min(part.tie, whole.tie),
              Formula::joined(" ÷ "),
              "按所指的部分与总体计算"});
      }
    }
  }

 private:
  /// 审结163件235人，逮捕134件187人，逮捕率79.57%: what a sentence gives to four digits is no coincidence, whichever reading
  /// found it.
  bool explained_beside(const Claim& c) const {
    constexpr int kDecimals = 2;
    const std::vector<int>& found = ledger_.of_result(c.id);
    return c.decimals >= kDecimals && std::any_of(found.begin(), found.end(), [&](int index) {
             const Ledger::Entry& entry = ledger_.entries()[static_cast<std::size_t>(index)];
             return entry.verdict == Verdict::consistent && entry.kind == "ratio" &&
                    std::all_of(entry.operands.begin(), entry.operands.end(),
                                [&](int id) { return e_[id].sentence == c.sentence; });
           });
  }

  /// 不合格12批次，涉及11家企业，企业不合格率9.2%: what the rate names before its stem is counted in another noun.
  bool of_another(const std::vector<int>& all, std::size_t i, int part) const {
    const Claim& c = e_[all[i]];
    const Text stem = c.role == Role::rate ? stem_of_rate(c) : Text();
    const std::size_t at = stem.empty() ? Text::npos : c.before.rfind(stem + U"率");
    if (at == Text::npos || at < 2) return false;
    const Text owner(c.before.substr(at - 2, 2));
    if (claim::contains(e_[part].noun, owner) || s_.says(part, owner)) return false;
    return std::any_of(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(i), [&](int id) {
      return e_[id].sentence == c.sentence && s_.usable(id) && e_[id].noun != e_[part].noun && s_.says(id, owner);
    });
  }

  /// Whether the total of another paragraph before gives the share, rounded or cut off: then which base is meant is open.
  bool has_other_base(const Claim& c, int part, int whole) const {
    constexpr int kParagraphs = 12;
    for (int p = e_.paragraph(c.id) - 1; p >= 0 && p >= e_.paragraph(c.id) - kParagraphs; --p)
      for (const int id : e_.paragraphs()[static_cast<std::size_t>(p)]) {
        if (!s_.usable(id)) continue;
        if (id == whole || e_[id].noun != e_[part].noun || e_[id].exact <= e_[part].exact) break;  // only the first of each
        const std::optional<Interval> computed = percentage(e_[part].value, e_[id].value);
        if (computed && fit(c, *computed) != Fit::none) return true;
        break;
      }
    return false;
  }

  /// The shares of a list, and the like amounts before them, the nearest first.
  struct Row {
    std::size_t first, last;
    std::vector<int> before;
  };
  Row row_of(const std::vector<int>& all, std::size_t i) const {
    Row out{i, i, {}};
    while (out.first > 0 && s_.listed(all[out.first - 1], all[out.first])) --out.first;
    while (out.last + 1 < all.size() && s_.listed(all[out.last], all[out.last + 1])) ++out.last;
    for (std::size_t j = out.first; out.last > out.first && j-- > 0 && e_[all[j]].sentence >= e_[all[i]].sentence - 1;)
      if (s_.usable(all[j]) && (out.before.empty() || e_[all[j]].noun == e_[out.before.front()].noun))
        out.before.push_back(all[j]);
    return out;
  }
  /// 占比依次为59.1%、8.2%、15.2%: two of the list have changed places.
  bool swapped(const std::vector<int>& all, std::size_t i, int part, int whole) const {
    const Row row = row_of(all, i);
    const std::size_t k = row.last - row.first + 1;
    if (k < 2 || row.before.size() < k || row.before[row.last - i] != part) return false;
    const auto gives = [&](int amount, int share) {
      const std::optional<Interval> computed = percentage(e_[amount].value, e_[whole].value);
      return computed && fit(e_[share], *computed) == Fit::rounded && chance(e_[share], *computed) <= kEnough;
    };
    for (std::size_t j = row.first; j <= row.last; ++j)
      if (j != i && gives(part, all[j]) && gives(row.before[row.last - j], all[i])) return true;
    return false;
  }

  /// A part that words tie to a share that no reading explains.
  struct Part {
    int id;
    Tie tie;
  };
  std::vector<Part> parts_of(const std::vector<int>& all, std::size_t i) const {
    const Claim& c = e_[all[i]];
    std::vector<Part> out;
    const auto push = [&](int id, Tie tie) {
      if (e_[id].vague() || std::any_of(out.begin(), out.end(), [&](const Part& p) { return p.id == id; })) return;
      out.push_back({id, tie});
    };
    // 这三类机构合计占96.0%: of several together.
    if (!claim::find_any(c.before, {U"合计", U"共占", U"总共", U"两者", U"三者", U"四者", U"之和", U"相加", U"加起来"}).empty())
      return out;
    // The k-th of as many like amounts.
    const Row row = row_of(all, i);
    if (row.last > row.first) {
      const std::size_t k = row.last - row.first + 1;
      if (row.before.size() >= k) {
        const int own = row.before[row.last - i];
        push(own, e_[own].sentence == c.sentence || row.before.size() <= k + 1 ? Tie::strong : Tie::medium);
      }
      return out;
    }
    // 电梯类占80.7%，计1562件: the part stands behind its share.
    if (c.role == Role::share && i + 1 < all.size() && s_.usable(all[i + 1]) && e_[all[i + 1]].sentence == c.sentence) {
      const View link = e_.between(all[i], all[i + 1]);
      if (link == U"，计" || link == U"，共" || link == U"，为" || link == U"，计为" || link == U"，有") {
        push(all[i + 1], Tie::strong);
        return out;
      }
    }
    if (i == 0 || e_[all[i - 1]].clause != c.clause)
      for (const int id : s_.by_subject(c)) push(id, Tie::strong);
    if (!out.empty()) return out;
    const Text stem = c.role == Role::rate ? stem_of_rate(c) : Text();
    // 集中供养318人，分散供养1209人，集中供养率: of what says all of the words before 率.
    const Text longer = long_stem(c);
    const bool some = !longer.empty() && std::any_of(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(i), [&](int id) {
      return e_[id].sentence == c.sentence && s_.usable(id) && s_.says(id, longer);
    });
    if (!stem.empty())
      for (std::size_t j = i; j-- > 0 && e_[all[j]].sentence == c.sentence;)
        if (s_.usable(all[j]) && s_.says(all[j], some ? longer : stem)) {
          push(all[j], Tie::strong);
          break;
        }
    const bool named = !c.name.empty() && !c.name_inherited && c.role == Role::share;
    for (std::size_t j = i; j-- > 0 && e_[all[j]].segment == c.segment;)
      if (s_.usable(all[j])) {
        const bool own = !named || claim::likeness(c.name, e_[all[j]].name) >= 60;
        // 维持7件，采纳意见率78.8%: what the rate is named after is not told.
        const bool called = stem.empty() || s_.says(all[j], stem);
        push(all[j], c.role == Role::rate ? (called ? Tie::medium : Tie::weak) : own ? Tie::strong : Tie::weak);
        break;
      }
    if (named) {
      int taken = 0;
      for (const int id : e_.named(c.name, c.id, 100, 6, [this](const Claim& x) { return s_.usable(x.id); }))
        if (row_told(id, c) && e_[id].name.size() + (e_[id].sentence == c.sentence ? 2 : 1) >= c.name.size() &&
            taken++ < (e_[id].table >= 0 ? 5 : 2))
          push(id, e_.paragraph(id) == e_.paragraph(c.id) ? Tie::strong : Tie::medium);
    }
    return out;
  }

  /// Whether a number stands in the text, or in a row that the sentence names.
  bool row_told(int id, const Claim& c) const {
    if (e_[id].table < 0) return true;
    const claim::Table& t = e_.claims.tables[static_cast<std::size_t>(e_[id].table)];
    const Text& row = t.text[static_cast<std::size_t>(e_[id].row)][0];
    const Text label(claim::strip_name(View(row).substr(0, row.find_first_of(U"（("))));
    return label.size() < 2 || claim::contains(e_.sentence(c.id), label) || claim::contains(label, c.name);
  }

  /// The four characters before 率 where its name has as many.
  static Text long_stem(const Claim& c) {
    const std::size_t at = c.before.rfind(U'率');
    return c.role == Role::rate && at != Text::npos && at >= 4 ? Text(c.before.substr(at - 4, 4)) : Text();
  }

  /// 昆明市's tax of 昆明市: what a place's whole and the part count is one thing.
  static bool same_in_place(const Text& whole, const Text& place, const Text& part) {
    Text rest = whole;
    if (const std::size_t at = rest.find(place); at != Text::npos) rest.erase(at, place.size());
    return rest.empty() || part.empty() || claim::likeness(rest, part) >= 60;
  }

  /// Wholes that words tie to a part and its share.
  std::vector<Part> wholes_of(const std::vector<int>& all, std::size_t i, int part) const {
    const Claim &c = e_[all[i]], &n = e_[part];
    std::vector<Part> out;
    const auto push = [&](int id, Tie tie) {
      const Claim& x = e_[id];
      if (id == part || !x.is_amount() || x.role == Role::change || x.vague() || x.exact <= n.exact ||
          x.value.low.sign() <= 0 || !s_.same_measure(n, x) ||
          std::any_of(out.begin(), out.end(), [&](const Part& p) { return p.id == id; }))
        return;
      out.push_back({id, tie});
    };
    for (const int id : s_.announced(c, n)) push(id, Tie::strong);
    const Text base(claim::strip_name(c.base));
    const bool vague_base = base.empty() || !claim::find_any(base, {U"总数", U"总量", U"全部", U"受理量"}).empty();
    if (!base.empty()) {
      int taken = 0;
      for (const int id : e_.named(base, c.id, 80, 6)) {
        if (!e_[id].is_amount() || e_[id].role == Role::prior || e_[id].exact < n.exact) continue;
        if (s_.is_place(base) && !same_in_place(e_[id].name, base, n.name)) continue;
        push(id, taken == 0 && base.size() >= 2 ? Tie::strong : Tie::medium);
        if (++taken == 3) break;
      }
    }
    // 丙县受理量最大，为1560件，占全市的34.6%: a cell of a table that stands before, and the total of its column.
    if (c.role == Role::share && (vague_base || ShareTies::is_place(base)))
      for (const int cell : e_.valued_cells(n.exact)) {
        constexpr int kNear = 6;  // blocks
        if (e_[cell].block > n.block || n.block - e_[cell].block > kNear) continue;
        const claim::Table& t = e_.claims.tables[static_cast<std::size_t>(e_[cell].table)];
        if (!claim::contains(Text(e_.sentence(part)), t.row_label[static_cast<std::size_t>(e_[cell].row)]) &&
            claim::likeness(n.name, t.row_label[static_cast<std::size_t>(e_[cell].row)]) < 60)
          continue;
        for (int row = t.header_rows; row < t.rows; ++row)
          if (t.total[static_cast<std::size_t>(row)] && row != e_[cell].row && t.at(row, e_[cell].column) >= 0)
            push(t.at(row, e_[cell].column), Tie::strong);
      }
    // The base of the shares beside it.
    for (std::size_t reach = 1; reach < 8; ++reach)
      for (const int step : {-1, 1}) {
        const auto j = static_cast<std::ptrdiff_t>(i) + step * static_cast<std::ptrdiff_t>(reach);
        if (j < 0 || j >= static_cast<std::ptrdiff_t>(all.size())) continue;
        const int other = all[static_cast<std::size_t>(j)], b = s_.base_of[static_cast<std::size_t>(other)];
        if (b < 0 || std::abs(e_[other].sentence - c.sentence) > 1 || e_[other].role != c.role) continue;
        if (!vague_base && c.base != e_[other].base) continue;
        push(b, c.role == Role::share && s_.numerator_of[static_cast<std::size_t>(other)] != part ? Tie::strong : Tie::medium);
      }
    // Shares of the same words in the paragraphs beside it: （1）咨询…占受理量的65%（2）投诉…占受理量的20%.
    const int own = e_.paragraph(c.id);
    for (int q = std::max(0, own - 3); !base.empty() && q <= own + 3 && q < static_cast<int>(e_.paragraphs().size()); ++q)
      for (const int other : e_.paragraphs()[static_cast<std::size_t>(q)])
        if (q != own && s_.base_of[static_cast<std::size_t>(other)] >= 0 && e_[other].base == c.base)
          push(s_.base_of[static_cast<std::size_t>(other)], Tie::strong);
    if (!base.empty() && !s_.is_place(base))
      for (int q = std::max(0, own - 2); q <= own + 2 && q < static_cast<int>(e_.paragraphs().size()); ++q)
        for (const int other : e_.paragraphs()[static_cast<std::size_t>(q)])
          if (q != own && s_.base_of[static_cast<std::size_t>(other)] >= 0 && e_[other].role == c.role && s_.base_printed(c))
            push(s_.base_of[static_cast<std::size_t>(other)], Tie::medium);
    // 咨询…，比重72.3%。投诉…，比重22.3%。: paragraphs of one pattern, with no base in words.
    for (int q = std::max(0, own - 2);
         base.empty() && c.role == Role::share && q <= own + 2 && q < static_cast<int>(e_.paragraphs().size()); ++q)
      for (const int other : e_.paragraphs()[static_cast<std::size_t>(q)])
        if (q != own && s_.base_of[static_cast<std::size_t>(other)] >= 0 && e_[other].base.empty() && like_words(e_[other], c))
          push(s_.base_of[static_cast<std::size_t>(other)], Tie::strong);
    // 投诉已反馈595件，反馈率: the whole is what the part's name begins with.
    if (c.role == Role::rate)
      for (std::size_t k = std::min<std::size_t>(n.name.size(), 6); k-- > 2;) {
        const Text whole = n.name.substr(0, k);
        for (const int id : e_.named(whole, c.id, 100, 6, [&](const Claim& x) {
               return s_.usable(x.id) && (x.name == whole || claim::starts_with(x.name, whole + U" "));
             }))
          push(id, Tie::strong);
      }
    if (!vague_base && (!out.empty() || !s_.base_printed(c))) return out;
    // A larger amount of the same noun before it: the nearest, the first of the sentence, paragraph, section and document.
    std::vector<int> before;
    for (const int id : all)
      if (id < std::min(part, c.id) && s_.usable(id) && e_[id].noun == n.noun && e_[id].exact >= n.exact) before.push_back(id);
    if (!before.empty()) {
      const bool only = e_[before.back()].sentence == c.sentence &&
                        (before.size() == 1 || e_[before[before.size() - 2]].sentence != c.sentence);
      push(before.back(), only && vague_base ? Tie::strong : Tie::medium);
      if (vague_base) push(before.front(), Tie::medium);
    }
    if (!vague_base) return out;
    if (n.noun.empty()) return out;
    if (before.empty())
      for (const int id : s_.table_totals(c, n)) push(id, Tie::medium);
    for (std::size_t j = 0, taken = 0; j < s_.amounts.size() && taken < 1 && s_.amounts[j] < part; ++j)
      if (e_[s_.amounts[j]].noun == n.noun && e_[s_.amounts[j]].exact >= n.exact)
        push(s_.amounts[j], shared(s_.amounts[j], all[i]) ? Tie::medium : Tie::weak), ++taken;
    const int p = e_.paragraph(all[i]);
    if (p > 0)
      for (const int id : e_.paragraphs()[static_cast<std::size_t>(p - 1)])
        if (s_.usable(id) && e_[id].noun == n.noun && e_[id].exact >= n.exact) {
          push(id, before.empty() && shared(id, all[i]) ? Tie::medium : Tie::weak);
          break;
        }
    return out;
  }

  /// Whether an amount of another paragraph is the whole of other shares, or stands under the same heading.
  bool shared(int whole, int share) const {
    return e_.section(whole) == e_.section(share) || std::find(s_.base_of.begin(), s_.base_of.end(), whole) != s_.base_of.end();
  }

  /// The same word introduces both: 比重, 占.
  static bool like_words(const Claim& a, const Claim& b) {
    const std::size_t k = std::min<std::size_t>({a.before.size(), b.before.size(), 2});
    return k > 0 && a.before.substr(a.before.size() - k) == b.before.substr(b.before.size() - k);
  }

  /// Part and whole of another percentage are not tried again for this one: it is of another year or quarter.
  bool explains_other(int a, int b, int id) const {
    if (const auto shares = s_.shares_of.find(a); shares != s_.shares_of.end())
      for (const int s : shares->second)
        if (s != id && s_.numerator_of[static_cast<std::size_t>(s)] == a && s_.base_of[static_cast<std::size_t>(s)] == b)
          return true;
    return !claim::find_any(e_[id].before, {U"上年", U"去年", U"同期", U"上月", U"上季"}).empty();
  }

  /// 零售企业170家，其中连锁药店111家，单体药店59家，连锁率69.4%: the rate is named after one part of a whole that is the sum
  /// of its parts, all in one sentence.
  bool divides(const Claim& rate, int part, int whole) const {
    if (rate.role != Role::rate || e_[part].sentence != rate.sentence || e_[whole].sentence != rate.sentence) return false;
    const Text stem = stem_of_rate(rate), longer = long_stem(rate);
    if (stem.size() < 2 || !s_.says(part, stem)) return false;
    for (int id = whole; id < rate.id; ++id)
      if (id != part && !longer.empty() && s_.usable(id) && s_.says(id, longer) && !s_.says(part, longer)) return false;
    for (const int index : ledger_.of_result(whole)) {
      const Ledger::Entry& entry = ledger_.entries()[static_cast<std::size_t>(index)];
      const auto has = [&](int id) {
        return std::find(entry.operands.begin(), entry.operands.end(), id) != entry.operands.end();
      };
      if (entry.kind == "sum" && entry.verdict == Verdict::consistent && has(part) &&
          std::none_of(entry.operands.begin(), entry.operands.end(), [&](int id) { return id != part && s_.says(id, stem); }))
        return true;
    }
    return false;
  }

  const ShareTies& s_;
  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void miss_share(const ShareTies& ties, Ledger& ledger, const std::vector<int>& paragraph, std::size_t i) {
  MissedShares(ties, ledger).run(paragraph, i);
}

}  // namespace zh::check
