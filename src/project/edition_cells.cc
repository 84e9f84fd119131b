#include <algorithm>
#include <map>

#include "base/rational.h"
#include "base/text.h"
#include "project/codes.h"
#include "project/edition.h"

/// Which values the public edition withholds. A rule names some (primary suppression). A total that is printed beside all other
/// parts would give a single one away, so more are withheld (complementary suppression), until in every line of figures that
/// add up, the withheld ones are either none or at least two, and together no less than the rule's threshold. The method is
/// that of statistical disclosure control for magnitude tables (Hundepool et al., Statistical Disclosure Control, Wiley 2012,
/// chapter 4).
namespace zh::project {
namespace {

using store::Key;
using store::Observation;

class Cells {
 public:
  Cells(const catalog::Catalog& catalog, store::Store& store, const catalog::Indicator& indicator, const Suppression& rule)
      : catalog_(catalog), store_(store), indicator_(indicator), rule_(rule) {}

  /// The number of values withheld by the rule itself.
  int run() {
    int named = 0;
    for (const Key& key : keys())
      if (is_named(key, *store_.find(key))) {
        withhold(key);
        ++named;
      }
    while (named > 0 && complement()) {
    }
    return named;
  }

 private:
  std::vector<Key> keys() const {
    std::vector<Key> out;
    for (auto at = store_.all().lower_bound(Key{indicator_.code, {}, {}, {}, {}});
         at != store_.all().end() && at->first.indicator == indicator_.code; ++at)
      out.push_back(at->first);
    return out;
  }

  bool is_named(const Key& key, const Observation& observation) const {
    for (const auto& [breakdown, member] : key.members)
      for (const std::string& name : rule_.members)
        if (fold_label(name) == fold_label(member)) return true;
    return rule_.below && observation.value && Decimal(0) < *observation.value && *observation.value < *rule_.below;
  }

  void withhold(const Key& key) {
    hide(key);
    // A reported growth or share of it, and whatever the rule says it can be computed from, gives it away.
    std::vector<std::string> others = rule_.with;
    for (const catalog::Indicator& i : catalog_.indicators())
      if (i.growth_of == indicator_.code || i.share_of == indicator_.code) others.push_back(i.code);
    for (const std::string& name : others) {
      const catalog::Indicator* other = catalog_.find(name);
      if (!other) continue;
      Key its = key;
      its.indicator = other->code;
      std::erase_if(its.members, [&](const auto& member) { return !other->by.count(member.first); });
      if (its.members.size() != key.members.size()) continue;  // it speaks of the total
      hide(its);
      if (other->growth_of.empty()) continue;
      // The next year's value and its growth would give this year's.
      for (const auto& [later, observation] : std::map<Key, Observation>(store_.all()))
        if (later.indicator == other->code && later.region == its.region && later.members == its.members &&
            later.period.year_before() == its.period)
          hide(later);
    }
  }

  /// The key stays, so that the figure is known to exist; nothing of its value does.
  void hide(const Key& key) {
    const Observation* known = store_.find(key);
    if (!known || known->status == ObsStatus::suppressed) return;
    Observation o = *known;
    hidden_[key] = o.value ? Rational(*o.value) : Rational(0);
    o.value.reset();
    o.decimals = 0;
    o.status = ObsStatus::suppressed;
    o.estimate.clear();
    o.note.clear();
    o.bound.clear();
    for (store::Origin& origin : o.origins) {
      origin.raw = origin.shown = {};
      origin.records.reset();  // how many were counted is the value
      origin.rows = 0;
    }
    store_.put(std::move(o));
  }

  /// Figures that add up: the total first.
  struct Line {
    std::optional<Key> total;
    std::vector<Key> parts;
    bool whole = true;  ///< the parts are all there are
  };

  std::vector<Line> lines() const {
    std::vector<Line> out;
    const std::vector<Key> all = keys();
    for (const auto& [breakdown, list_name] : indicator_.by) {
      const catalog::MemberList* list = catalog_.list(list_name);
      std::map<Key, Line> by_total;
      for (const Key& key : all)
        if (key.members.count(breakdown)) {
          Key total = key;
          total.members.erase(breakdown);
          by_total[total].parts.push_back(key);
        }
      for (auto& [total, line] : by_total) {
        if (store_.find(total)) line.total = total;
        line.whole = list && list->kind == catalog::MemberList::Kind::partition;
        if (line.total && (line.whole || adds_up(line))) out.push_back(std::move(line));
      }
    }
    for (const Key& key : all) {  // years and their sum
      if (!key.period.is_range() || indicator_.measure != catalog::Measure::flow) continue;
      Line line{key, {}};
      for (const Period& part : key.period.parts()) {
        Key one = key;
        one.period = part;
        if (store_.find(one)) line.parts.push_back(one);
      }
      if (line.parts.size() == key.period.parts().size()) out.push_back(std::move(line));
    }
    return out;
  }

  /// Withheld or not, what the figure is.
  std::optional<Rational> value_of(const Key& key) const {
    if (const auto at = hidden_.find(key); at != hidden_.end()) return at->second;
    const Observation* o = store_.find(key);
    return o && o->value ? std::optional(Rational(*o->value)) : std::nullopt;
  }

  /// A list that is said to be no complete one may be complete all the same.
  bool adds_up(const Line& line) const {
    Rational sum(0);
    for (const Key& key : line.parts) {
      const auto value = value_of(key);
      if (!value) return false;
      sum = sum + *value;
    }
    const auto total = value_of(*line.total);
    return total && sum == *total;
  }

  /// Withholds one more value somewhere. false when every line keeps its secrets.
  bool complement() {
    for (const Line& line : lines()) {
      std::vector<Key> cells = line.parts;
      cells.push_back(*line.total);
      int withheld = 0;
      Rational sum(0);
      for (const Key& key : cells)
        if (const auto at = hidden_.find(key); at != hidden_.end()) {
          ++withheld;
          sum = sum + at->second;
        }
      const bool too_few = withheld == 1 || (withheld > 1 && rule_.below && sum < Rational(*rule_.below));
      if (!too_few) continue;
      // The smallest that is not zero costs the reader least; then a zero; the total only when nothing else is left.
      const Key* best = nullptr;
      for (const Key& key : cells) {
        if (hidden_.count(key) || !value_of(key)) continue;
        if (!best || better(key, *best, *line.total)) best = &key;
      }
      if (!best) continue;
      withhold(Key(*best));
      return true;
    }
    return false;
  }

  bool better(const Key& a, const Key& b, const Key& total) const {
    const auto weight = [&](const Key& key) { return key == total ? 2 : value_of(key)->is_zero() ? 1 : 0; };
    return weight(a) != weight(b) ? weight(a) < weight(b) : value_of(a)->abs() < value_of(b)->abs();
  }

  const catalog::Catalog& catalog_;
  store::Store& store_;
  const catalog::Indicator& indicator_;
  const Suppression& rule_;
  std::map<Key, Rational> hidden_;
};

}  // namespace

void apply_suppressions(const std::vector<Suppression>& rules, const catalog::Catalog& catalog, store::Store& store,
                        Diagnostics& faults) {
  for (const Suppression& rule : rules) {
    const catalog::Indicator* indicator = catalog.find(rule.indicator);
    if (!indicator) {
      faults.add(kUnknownSuppressed, {rule.where}, {{"name", rule.indicator}}, nearest(rule.indicator, catalog.names()));
      continue;
    }
    for (const std::string& name : rule.with)
      if (!catalog.find(name)) faults.add(kUnknownSuppressed, {rule.where}, {{"name", name}}, nearest(name, catalog.names()));
    if (Cells(catalog, store, *indicator, rule).run() == 0)
      faults.add(kNothingSuppressed, {rule.where}, {{"name", indicator->name}});
  }
}

}  // namespace zh::project
