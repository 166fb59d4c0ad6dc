// The part of ECharts that the charts of the site use, with the SVG renderer only.
import { BarChart, CustomChart, HeatmapChart, LineChart, TreemapChart } from "echarts/charts";
import {
  AriaComponent,
  DatasetComponent,
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TitleComponent,
  TooltipComponent,
  VisualMapComponent,
} from "echarts/components";
import { use } from "echarts/core";
import { LabelLayout } from "echarts/features";
import { SVGRenderer } from "echarts/renderers";

use([
  BarChart, CustomChart, HeatmapChart, LineChart, TreemapChart,
  AriaComponent, DatasetComponent, DataZoomComponent, GridComponent, LegendComponent, MarkLineComponent,
  TitleComponent, TooltipComponent, VisualMapComponent,
  LabelLayout, SVGRenderer,
]);

export { dispose, format, getInstanceByDom, graphic, init, registerLocale } from "echarts/core";
