// What the html report needs of ECharts and nothing else; esbuild makes build/deps/echarts.js of it (prepare.sh).
import { init } from 'echarts/core';
import { use } from 'echarts/core';
import { BarChart, LineChart, PieChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendPlainComponent, TooltipComponent } from 'echarts/components';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, LineChart, PieChart, AriaComponent, GridComponent, LegendPlainComponent, TooltipComponent, LabelLayout, SVGRenderer]);
globalThis.zhEcharts = { init };
