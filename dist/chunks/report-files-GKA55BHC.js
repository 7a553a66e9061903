import {
  readReport,
  reportMark
} from "./chunk-B2XO7WAX.js";
export {
  readReport,
  reportMark
};
