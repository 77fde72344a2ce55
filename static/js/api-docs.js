// Draws the description of the API; the library comes from this server, like the description itself.
"use strict";

const place = document.getElementById("docs");

window.SwaggerUIBundle({
  url: place.dataset.description,
  domNode: place,
  presets: [window.SwaggerUIBundle.presets.apis],
  layout: "BaseLayout",
  deepLinking: true,
  supportedSubmitMethods: ["get"],
  validatorUrl: null,
});
