#pragma once
#include <string>

#include "catalog/catalog.h"
#include "project/config.h"
#include "store/store.h"

namespace zh::project {

/// What is measured, in words and without its period: 特种设备数量（电梯）, 主营业务收入（高新区）; the project's own region is
/// not named.
std::string key_label(const store::Key& key, const catalog::Indicator& indicator, const Config& config);

}  // namespace zh::project
