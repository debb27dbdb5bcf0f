// The parts of Plotly that the dashboard's charts use. Scatter is part of the core.
// Two of Plotly's defaults speak to other hosts, and both are closed here for every chart at once:
// a toolbar button that sends the chart to a cloud service, and a world outline fetched for every
// map, even one that draws only its own areas (an outline already present is not fetched).
const nothing = {type: 'GeometryCollection', geometries: []};
const emptyWorld = {
    type: 'Topology',
    arcs: [],
    objects: {coastlines: nothing, land: nothing, ocean: nothing, lakes: nothing, rivers: nothing,
              countries: nothing, subunits: nothing}
};
window.PlotlyGeoAssets = {topojson: {world_110m: emptyWorld, world_50m: emptyWorld}};

const Plotly = require('plotly.js/lib/core');

Plotly.register([
    require('plotly.js/lib/bar'),
    require('plotly.js/lib/box'),
    require('plotly.js/lib/choropleth'),
    require('plotly.js/lib/heatmap'),
    require('plotly.js/lib/histogram')
]);
Plotly.setPlotConfig({showSendToCloud: false, displaylogo: false});

module.exports = Plotly;
