var __getOwnPropNames = Object.getOwnPropertyNames;
var __esm = (fn, res, err) => function __init() {
  if (err) throw err[0];
  try {
    return fn && (res = (0, fn[__getOwnPropNames(fn)[0]])(fn = 0)), res;
  } catch (e) {
    throw err = [e], e;
  }
};

// node_modules/@opentelemetry/api/dist/version.mjs
var VERSION;
var init_version = __esm({
  "node_modules/@opentelemetry/api/dist/version.mjs"() {
    VERSION = "1.10.0";
  }
});

// node_modules/@opentelemetry/api/dist/internal/semver.mjs
function _makeCompatibilityCheck(ownVersion) {
  const acceptedVersions = /* @__PURE__ */ new Set([ownVersion]);
  const rejectedVersions = /* @__PURE__ */ new Set();
  const myVersionMatch = ownVersion.match(re);
  if (!myVersionMatch) return () => false;
  const ownVersionParsed = {
    major: +myVersionMatch[1],
    minor: +myVersionMatch[2],
    patch: +myVersionMatch[3],
    prerelease: myVersionMatch[4]
  };
  if (ownVersionParsed.prerelease != null) return function isExactmatch(globalVersion) {
    return globalVersion === ownVersion;
  };
  function _reject(v) {
    rejectedVersions.add(v);
    return false;
  }
  function _accept(v) {
    acceptedVersions.add(v);
    return true;
  }
  return function isCompatible2(globalVersion) {
    if (acceptedVersions.has(globalVersion)) return true;
    if (rejectedVersions.has(globalVersion)) return false;
    const globalVersionMatch = globalVersion.match(re);
    if (!globalVersionMatch) return _reject(globalVersion);
    const globalVersionParsed = {
      major: +globalVersionMatch[1],
      minor: +globalVersionMatch[2],
      patch: +globalVersionMatch[3],
      prerelease: globalVersionMatch[4]
    };
    if (globalVersionParsed.prerelease != null) return _reject(globalVersion);
    if (ownVersionParsed.major !== globalVersionParsed.major) return _reject(globalVersion);
    if (ownVersionParsed.major === 0) {
      if (ownVersionParsed.minor === globalVersionParsed.minor && ownVersionParsed.patch <= globalVersionParsed.patch) return _accept(globalVersion);
      return _reject(globalVersion);
    }
    if (ownVersionParsed.minor <= globalVersionParsed.minor) return _accept(globalVersion);
    return _reject(globalVersion);
  };
}
var re, isCompatible;
var init_semver = __esm({
  "node_modules/@opentelemetry/api/dist/internal/semver.mjs"() {
    init_version();
    re = /^(\d+)\.(\d+)\.(\d+)(-(.+))?$/;
    isCompatible = _makeCompatibilityCheck(VERSION);
  }
});

// node_modules/@opentelemetry/api/dist/internal/global-utils.mjs
function _makeGlobalApi() {
  return Object.defineProperty({}, "version", {
    value: VERSION,
    enumerable: true,
    writable: false,
    configurable: false
  });
}
function registerGlobal(type, instance, diag2, allowOverride = false) {
  var _global$GLOBAL_OPENTE;
  const api = _global[GLOBAL_OPENTELEMETRY_API_KEY] = (_global$GLOBAL_OPENTE = _global[GLOBAL_OPENTELEMETRY_API_KEY]) !== null && _global$GLOBAL_OPENTE !== void 0 ? _global$GLOBAL_OPENTE : _makeGlobalApi();
  if (!allowOverride && api[type]) {
    const err = /* @__PURE__ */ new Error(`@opentelemetry/api: Attempted duplicate registration of API: ${type}`);
    diag2.error(err.stack || err.message);
    return false;
  }
  if (api.version !== "1.10.0") {
    const err = /* @__PURE__ */ new Error(`@opentelemetry/api: Registration of version v${api.version} for ${type} does not match previously registered API v${VERSION}`);
    diag2.error(err.stack || err.message);
    return false;
  }
  api[type] = instance;
  diag2.debug(`@opentelemetry/api: Registered a global for ${type} v${VERSION}.`);
  return true;
}
function getGlobal(type) {
  const api = _global[GLOBAL_OPENTELEMETRY_API_KEY];
  if (api == null) return;
  if (api !== _compatibleGlobalApi) {
    if (!api.version || !isCompatible(api.version)) return;
    _compatibleGlobalApi = api;
  }
  return api[type];
}
function unregisterGlobal(type, diag2) {
  diag2.debug(`@opentelemetry/api: Unregistering a global for ${type} v${VERSION}.`);
  const api = _global[GLOBAL_OPENTELEMETRY_API_KEY];
  if (api) delete api[type];
}
var major, GLOBAL_OPENTELEMETRY_API_KEY, _global, _compatibleGlobalApi;
var init_global_utils = __esm({
  "node_modules/@opentelemetry/api/dist/internal/global-utils.mjs"() {
    init_version();
    init_semver();
    major = VERSION.split(".")[0];
    GLOBAL_OPENTELEMETRY_API_KEY = /* @__PURE__ */ Symbol.for(`opentelemetry.js.api.${major}`);
    _global = typeof globalThis === "object" ? globalThis : typeof self === "object" ? self : typeof window === "object" ? window : typeof global === "object" ? global : {};
  }
});

// node_modules/@opentelemetry/api/dist/diag/ComponentLogger.mjs
function logProxy(funcName, namespace, args) {
  const logger = getGlobal("diag");
  if (!logger) return;
  return logger[funcName](namespace, ...args);
}
var DiagComponentLogger;
var init_ComponentLogger = __esm({
  "node_modules/@opentelemetry/api/dist/diag/ComponentLogger.mjs"() {
    init_global_utils();
    DiagComponentLogger = class {
      constructor(props) {
        this._namespace = props.namespace || "DiagComponentLogger";
      }
      debug(...args) {
        return logProxy("debug", this._namespace, args);
      }
      error(...args) {
        return logProxy("error", this._namespace, args);
      }
      info(...args) {
        return logProxy("info", this._namespace, args);
      }
      warn(...args) {
        return logProxy("warn", this._namespace, args);
      }
      verbose(...args) {
        return logProxy("verbose", this._namespace, args);
      }
    };
  }
});

// node_modules/@opentelemetry/api/dist/diag/internal/logLevelLogger.mjs
function createLogLevelDiagLogger(maxLevel, logger) {
  if (maxLevel < 0) maxLevel = 0;
  else if (maxLevel > 9999) maxLevel = 9999;
  logger = logger || {};
  function _filterFunc(funcName, theLevel) {
    const theFunc = logger[funcName];
    if (typeof theFunc === "function" && maxLevel >= theLevel) return theFunc.bind(logger);
    return function() {
    };
  }
  return {
    error: _filterFunc("error", 30),
    warn: _filterFunc("warn", 50),
    info: _filterFunc("info", 60),
    debug: _filterFunc("debug", 70),
    verbose: _filterFunc("verbose", 80)
  };
}
var init_logLevelLogger = __esm({
  "node_modules/@opentelemetry/api/dist/diag/internal/logLevelLogger.mjs"() {
  }
});

// node_modules/@opentelemetry/api/dist/api/diag.mjs
var API_NAME, DiagAPI;
var init_diag = __esm({
  "node_modules/@opentelemetry/api/dist/api/diag.mjs"() {
    init_global_utils();
    init_ComponentLogger();
    init_logLevelLogger();
    API_NAME = "diag";
    DiagAPI = class DiagAPI2 {
      /** Get the singleton instance of the DiagAPI API */
      static instance() {
        if (!this._instance) this._instance = new DiagAPI2();
        return this._instance;
      }
      /**
      * Private internal constructor
      * @private
      */
      constructor() {
        function _logProxy(funcName) {
          return function(...args) {
            const logger = getGlobal("diag");
            if (!logger) return;
            return logger[funcName](...args);
          };
        }
        const self2 = this;
        const setLogger = (logger, optionsOrLogLevel = { logLevel: 60 }) => {
          var _optionsOrLogLevel$lo;
          if (logger === self2) {
            var _err$stack;
            const err = /* @__PURE__ */ new Error("Cannot use diag as the logger for itself. Please use a DiagLogger implementation like ConsoleDiagLogger or a custom implementation");
            self2.error((_err$stack = err.stack) !== null && _err$stack !== void 0 ? _err$stack : err.message);
            return false;
          }
          if (typeof optionsOrLogLevel === "number") optionsOrLogLevel = { logLevel: optionsOrLogLevel };
          const oldLogger = getGlobal("diag");
          const newLogger = createLogLevelDiagLogger((_optionsOrLogLevel$lo = optionsOrLogLevel.logLevel) !== null && _optionsOrLogLevel$lo !== void 0 ? _optionsOrLogLevel$lo : 60, logger);
          if (oldLogger && !optionsOrLogLevel.suppressOverrideMessage) {
            var _Error$stack;
            const stack = (_Error$stack = (/* @__PURE__ */ new Error()).stack) !== null && _Error$stack !== void 0 ? _Error$stack : "<failed to generate stacktrace>";
            oldLogger.warn(`Current logger will be overwritten from ${stack}`);
            newLogger.warn(`Current logger will overwrite one already registered from ${stack}`);
          }
          return registerGlobal("diag", newLogger, self2, true);
        };
        self2.setLogger = setLogger;
        self2.disable = () => {
          unregisterGlobal(API_NAME, self2);
        };
        self2.createComponentLogger = (options) => {
          return new DiagComponentLogger(options);
        };
        self2.verbose = _logProxy("verbose");
        self2.debug = _logProxy("debug");
        self2.info = _logProxy("info");
        self2.warn = _logProxy("warn");
        self2.error = _logProxy("error");
      }
    };
  }
});

// node_modules/@opentelemetry/api/dist/context/context.mjs
function createContextKey(description) {
  return Symbol.for(description);
}
var ROOT_CONTEXT;
var init_context = __esm({
  "node_modules/@opentelemetry/api/dist/context/context.mjs"() {
    ROOT_CONTEXT = new class BaseContext {
      /**
      * Construct a new context which inherits values from an optional parent context.
      *
      * @param parentContext a context from which to inherit values
      */
      constructor(parentContext) {
        const self2 = this;
        self2._currentContext = parentContext ? new Map(parentContext) : /* @__PURE__ */ new Map();
        self2.getValue = (key) => self2._currentContext.get(key);
        self2.setValue = (key, value2) => {
          const context2 = new BaseContext(self2._currentContext);
          context2._currentContext.set(key, value2);
          return context2;
        };
        self2.deleteValue = (key) => {
          const context2 = new BaseContext(self2._currentContext);
          context2._currentContext.delete(key);
          return context2;
        };
      }
    }();
  }
});

// node_modules/@opentelemetry/api/dist/metrics/NoopMeter.mjs
function createNoopMeter() {
  return NOOP_METER;
}
var NoopMeter, NoopMetric, NoopCounterMetric, NoopUpDownCounterMetric, NoopGaugeMetric, NoopHistogramMetric, NoopObservableMetric, NoopObservableCounterMetric, NoopObservableGaugeMetric, NoopObservableUpDownCounterMetric, NOOP_METER, NOOP_COUNTER_METRIC, NOOP_GAUGE_METRIC, NOOP_HISTOGRAM_METRIC, NOOP_UP_DOWN_COUNTER_METRIC, NOOP_OBSERVABLE_COUNTER_METRIC, NOOP_OBSERVABLE_GAUGE_METRIC, NOOP_OBSERVABLE_UP_DOWN_COUNTER_METRIC;
var init_NoopMeter = __esm({
  "node_modules/@opentelemetry/api/dist/metrics/NoopMeter.mjs"() {
    NoopMeter = class {
      constructor() {
      }
      /**
      * @see {@link Meter.createGauge}
      */
      createGauge(_name, _options) {
        return NOOP_GAUGE_METRIC;
      }
      /**
      * @see {@link Meter.createHistogram}
      */
      createHistogram(_name, _options) {
        return NOOP_HISTOGRAM_METRIC;
      }
      /**
      * @see {@link Meter.createCounter}
      */
      createCounter(_name, _options) {
        return NOOP_COUNTER_METRIC;
      }
      /**
      * @see {@link Meter.createUpDownCounter}
      */
      createUpDownCounter(_name, _options) {
        return NOOP_UP_DOWN_COUNTER_METRIC;
      }
      /**
      * @see {@link Meter.createObservableGauge}
      */
      createObservableGauge(_name, _options) {
        return NOOP_OBSERVABLE_GAUGE_METRIC;
      }
      /**
      * @see {@link Meter.createObservableCounter}
      */
      createObservableCounter(_name, _options) {
        return NOOP_OBSERVABLE_COUNTER_METRIC;
      }
      /**
      * @see {@link Meter.createObservableUpDownCounter}
      */
      createObservableUpDownCounter(_name, _options) {
        return NOOP_OBSERVABLE_UP_DOWN_COUNTER_METRIC;
      }
      /**
      * @see {@link Meter.addBatchObservableCallback}
      */
      addBatchObservableCallback(_callback, _observables) {
      }
      /**
      * @see {@link Meter.removeBatchObservableCallback}
      */
      removeBatchObservableCallback(_callback) {
      }
    };
    NoopMetric = class {
    };
    NoopCounterMetric = class extends NoopMetric {
      add(_value, _attributes) {
      }
    };
    NoopUpDownCounterMetric = class extends NoopMetric {
      add(_value, _attributes) {
      }
    };
    NoopGaugeMetric = class extends NoopMetric {
      record(_value, _attributes) {
      }
    };
    NoopHistogramMetric = class extends NoopMetric {
      record(_value, _attributes) {
      }
    };
    NoopObservableMetric = class {
      addCallback(_callback) {
      }
      removeCallback(_callback) {
      }
    };
    NoopObservableCounterMetric = class extends NoopObservableMetric {
    };
    NoopObservableGaugeMetric = class extends NoopObservableMetric {
    };
    NoopObservableUpDownCounterMetric = class extends NoopObservableMetric {
    };
    NOOP_METER = new NoopMeter();
    NOOP_COUNTER_METRIC = new NoopCounterMetric();
    NOOP_GAUGE_METRIC = new NoopGaugeMetric();
    NOOP_HISTOGRAM_METRIC = new NoopHistogramMetric();
    NOOP_UP_DOWN_COUNTER_METRIC = new NoopUpDownCounterMetric();
    NOOP_OBSERVABLE_COUNTER_METRIC = new NoopObservableCounterMetric();
    NOOP_OBSERVABLE_GAUGE_METRIC = new NoopObservableGaugeMetric();
    NOOP_OBSERVABLE_UP_DOWN_COUNTER_METRIC = new NoopObservableUpDownCounterMetric();
  }
});

// node_modules/@opentelemetry/api/dist/trace/trace_flags.mjs
var TraceFlags;
var init_trace_flags = __esm({
  "node_modules/@opentelemetry/api/dist/trace/trace_flags.mjs"() {
    TraceFlags = /* @__PURE__ */ (function(TraceFlags2) {
      TraceFlags2[TraceFlags2["NONE"] = 0] = "NONE";
      TraceFlags2[TraceFlags2["SAMPLED"] = 1] = "SAMPLED";
      return TraceFlags2;
    })({});
  }
});

// node_modules/@opentelemetry/api/dist/trace/invalid-span-constants.mjs
var INVALID_SPANID, INVALID_TRACEID, INVALID_SPAN_CONTEXT;
var init_invalid_span_constants = __esm({
  "node_modules/@opentelemetry/api/dist/trace/invalid-span-constants.mjs"() {
    INVALID_SPANID = "0000000000000000";
    INVALID_TRACEID = "00000000000000000000000000000000";
    INVALID_SPAN_CONTEXT = {
      traceId: INVALID_TRACEID,
      spanId: INVALID_SPANID,
      traceFlags: 0
    };
  }
});

// node_modules/@opentelemetry/api/dist/trace/NonRecordingSpan.mjs
var NonRecordingSpan;
var init_NonRecordingSpan = __esm({
  "node_modules/@opentelemetry/api/dist/trace/NonRecordingSpan.mjs"() {
    init_invalid_span_constants();
    NonRecordingSpan = class {
      constructor(spanContext = INVALID_SPAN_CONTEXT) {
        this._spanContext = spanContext;
      }
      spanContext() {
        return this._spanContext;
      }
      setAttribute(_key, _value) {
        return this;
      }
      setAttributes(_attributes) {
        return this;
      }
      addEvent(_name, _attributes) {
        return this;
      }
      addLink(_link) {
        return this;
      }
      addLinks(_links) {
        return this;
      }
      setStatus(_status) {
        return this;
      }
      updateName(_name) {
        return this;
      }
      end(_endTime) {
      }
      isRecording() {
        return false;
      }
      recordException(_exception, _time) {
      }
    };
  }
});

// node_modules/@opentelemetry/api/dist/trace/spancontext-utils.mjs
function isValidHex(id, length) {
  if (typeof id !== "string" || id.length !== length) return false;
  let r = 0;
  for (let i = 0; i < id.length; i += 4) r += (isHex[id.charCodeAt(i)] | 0) + (isHex[id.charCodeAt(i + 1)] | 0) + (isHex[id.charCodeAt(i + 2)] | 0) + (isHex[id.charCodeAt(i + 3)] | 0);
  return r === length;
}
function isValidTraceId(traceId) {
  return isValidHex(traceId, 32) && traceId !== "00000000000000000000000000000000";
}
function isValidSpanId(spanId) {
  return isValidHex(spanId, 16) && spanId !== "0000000000000000";
}
function isSpanContextValid(spanContext) {
  return isValidTraceId(spanContext.traceId) && isValidSpanId(spanContext.spanId);
}
function wrapSpanContext(spanContext) {
  return new NonRecordingSpan(spanContext);
}
var isHex;
var init_spancontext_utils = __esm({
  "node_modules/@opentelemetry/api/dist/trace/spancontext-utils.mjs"() {
    init_NonRecordingSpan();
    isHex = new Uint8Array([
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      1,
      1,
      1,
      1,
      1,
      1,
      1,
      1,
      1,
      1,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      1,
      1,
      1,
      1,
      1,
      1,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      1,
      1,
      1,
      1,
      1,
      1
    ]);
  }
});

// node_modules/@opentelemetry/api/dist/context/NoopContextManager.mjs
var NoopContextManager;
var init_NoopContextManager = __esm({
  "node_modules/@opentelemetry/api/dist/context/NoopContextManager.mjs"() {
    init_context();
    NoopContextManager = class {
      active() {
        return ROOT_CONTEXT;
      }
      with(_context, fn, thisArg, ...args) {
        return fn.call(thisArg, ...args);
      }
      bind(_context, target) {
        return target;
      }
      enable() {
        return this;
      }
      disable() {
        return this;
      }
      /** @experimental This API is experimental and may change in minor releases without prior notice. */
      attach(_context) {
        return { dispose() {
        } };
      }
    };
  }
});

// node_modules/@opentelemetry/api/dist/api/context.mjs
var API_NAME2, NOOP_CONTEXT_MANAGER, NOOP_TOKEN, ContextAPI;
var init_context2 = __esm({
  "node_modules/@opentelemetry/api/dist/api/context.mjs"() {
    init_global_utils();
    init_diag();
    init_NoopContextManager();
    API_NAME2 = "context";
    NOOP_CONTEXT_MANAGER = new NoopContextManager();
    NOOP_TOKEN = Object.freeze({ dispose: () => {
    } });
    ContextAPI = class ContextAPI2 {
      /** Empty private constructor prevents end users from constructing a new instance of the API */
      constructor() {
        this._attachUnsupportedWarned = false;
      }
      /** Get the singleton instance of the Context API */
      static getInstance() {
        if (!this._instance) this._instance = new ContextAPI2();
        return this._instance;
      }
      /**
      * Set the current context manager.
      *
      * @returns true if the context manager was successfully registered, else false
      */
      setGlobalContextManager(contextManager) {
        return registerGlobal(API_NAME2, contextManager, DiagAPI.instance());
      }
      /**
      * Get the currently active context
      */
      active() {
        return this._getContextManager().active();
      }
      /**
      * Execute a function with an active context
      *
      * @param context context to be active during function execution
      * @param fn function to execute in a context
      * @param thisArg optional receiver to be used for calling fn
      * @param args optional arguments forwarded to fn
      */
      with(context2, fn, thisArg, ...args) {
        return this._getContextManager().with(context2, fn, thisArg, ...args);
      }
      /**
      * Bind a context to a target function or event emitter
      *
      * @param context context to bind to the event emitter or function. Defaults to the currently active context
      * @param target function or event emitter to bind
      */
      bind(context2, target) {
        return this._getContextManager().bind(context2, target);
      }
      /**
      * Imperatively sets `context` as active, returning a {@link ContextManagementToken} whose
      * {@link ContextManagementToken.dispose} restores the previous context.
      *
      * This is a delicate, low-level API - prefer {@link with}/{@link bind}, which
      * restore context automatically. Use `attach` only to bridge callback
      * boundaries that `with` cannot wrap. Call `token.dispose()` when the
      * operation is done.
      *
      * **Caveat for async functions:** If called inside an async function before
      * the first `await`, the context change may leak into the caller's context
      * and remain active there. Prefer {@link with} for async code.
      *
      * Support is best-effort and varies by the active ContextManager (see
      * {@link ContextManager.attach}); if it does not implement `attach`, this logs
      * a warning and returns a no-op token.
      *
      * @param context The Context to attach
      * @returns A {@link ContextManagementToken} whose dispose() restores the previous Context
      * @since 1.10.0
      * @experimental This API is experimental and may change in minor releases without prior notice.
      */
      attach(context2) {
        const contextManager = this._getContextManager();
        if (contextManager.attach) return contextManager.attach(context2);
        if (!this._attachUnsupportedWarned) {
          this._attachUnsupportedWarned = true;
          DiagAPI.instance().warn("The current ContextManager does not implement attach(). The context will not be attached. Use a ContextManager that supports attach() (e.g. AsyncLocalStorageContextManager) or use with()/bind() instead.");
        }
        return NOOP_TOKEN;
      }
      _getContextManager() {
        return getGlobal(API_NAME2) || NOOP_CONTEXT_MANAGER;
      }
      /** Disable and remove the global context manager */
      disable() {
        this._getContextManager().disable();
        unregisterGlobal(API_NAME2, DiagAPI.instance());
      }
    };
  }
});

// node_modules/@opentelemetry/api/dist/trace/context-utils.mjs
function getSpan(context2) {
  return context2.getValue(SPAN_KEY) || void 0;
}
function getActiveSpan() {
  return getSpan(ContextAPI.getInstance().active());
}
function setSpan(context2, span) {
  return context2.setValue(SPAN_KEY, span);
}
function deleteSpan(context2) {
  return context2.deleteValue(SPAN_KEY);
}
function setSpanContext(context2, spanContext) {
  return setSpan(context2, new NonRecordingSpan(spanContext));
}
function getSpanContext(context2) {
  var _getSpan;
  return (_getSpan = getSpan(context2)) === null || _getSpan === void 0 ? void 0 : _getSpan.spanContext();
}
var SPAN_KEY;
var init_context_utils = __esm({
  "node_modules/@opentelemetry/api/dist/trace/context-utils.mjs"() {
    init_context();
    init_context2();
    init_NonRecordingSpan();
    SPAN_KEY = createContextKey("OpenTelemetry Context Key SPAN");
  }
});

// node_modules/@opentelemetry/api/dist/trace/NoopTracer.mjs
function isSpanContext(spanContext) {
  return spanContext !== null && typeof spanContext === "object" && "spanId" in spanContext && typeof spanContext["spanId"] === "string" && "traceId" in spanContext && typeof spanContext["traceId"] === "string" && "traceFlags" in spanContext && typeof spanContext["traceFlags"] === "number";
}
var contextApi, NoopTracer;
var init_NoopTracer = __esm({
  "node_modules/@opentelemetry/api/dist/trace/NoopTracer.mjs"() {
    init_context2();
    init_NonRecordingSpan();
    init_context_utils();
    init_spancontext_utils();
    contextApi = ContextAPI.getInstance();
    NoopTracer = class {
      startSpan(name, options, context2 = contextApi.active()) {
        if (Boolean(options === null || options === void 0 ? void 0 : options.root)) return new NonRecordingSpan();
        const parentFromContext = context2 && getSpanContext(context2);
        if (isSpanContext(parentFromContext) && isSpanContextValid(parentFromContext)) return new NonRecordingSpan(parentFromContext);
        else return new NonRecordingSpan();
      }
      startActiveSpan(name, arg2, arg3, arg4) {
        var _ctx;
        let opts;
        let ctx;
        let fn;
        if (arguments.length < 2) return;
        else if (arguments.length === 2) fn = arg2;
        else if (arguments.length === 3) {
          opts = arg2;
          fn = arg3;
        } else {
          opts = arg2;
          ctx = arg3;
          fn = arg4;
        }
        const parentContext = (_ctx = ctx) !== null && _ctx !== void 0 ? _ctx : contextApi.active();
        const span = this.startSpan(name, opts, parentContext);
        const contextWithSpanSet = setSpan(parentContext, span);
        return contextApi.with(contextWithSpanSet, fn, void 0, span);
      }
    };
  }
});

// node_modules/@opentelemetry/api/dist/trace/ProxyTracer.mjs
var NOOP_TRACER, ProxyTracer;
var init_ProxyTracer = __esm({
  "node_modules/@opentelemetry/api/dist/trace/ProxyTracer.mjs"() {
    init_NoopTracer();
    NOOP_TRACER = new NoopTracer();
    ProxyTracer = class {
      constructor(provider, name, version, options) {
        this._provider = provider;
        this.name = name;
        this.version = version;
        this.options = options;
      }
      startSpan(name, options, context2) {
        return this._getTracer().startSpan(name, options, context2);
      }
      startActiveSpan(_name, _options, _context, _fn) {
        const tracer = this._getTracer();
        return Reflect.apply(tracer.startActiveSpan, tracer, arguments);
      }
      /**
      * Try to get a tracer from the proxy tracer provider.
      * If the proxy tracer provider has no delegate, return a noop tracer.
      */
      _getTracer() {
        if (this._delegate) return this._delegate;
        const tracer = this._provider.getDelegateTracer(this.name, this.version, this.options);
        if (!tracer) return NOOP_TRACER;
        this._delegate = tracer;
        return this._delegate;
      }
    };
  }
});

// node_modules/@opentelemetry/api/dist/trace/span_kind.mjs
var SpanKind;
var init_span_kind = __esm({
  "node_modules/@opentelemetry/api/dist/trace/span_kind.mjs"() {
    SpanKind = /* @__PURE__ */ (function(SpanKind2) {
      SpanKind2[SpanKind2["INTERNAL"] = 0] = "INTERNAL";
      SpanKind2[SpanKind2["SERVER"] = 1] = "SERVER";
      SpanKind2[SpanKind2["CLIENT"] = 2] = "CLIENT";
      SpanKind2[SpanKind2["PRODUCER"] = 3] = "PRODUCER";
      SpanKind2[SpanKind2["CONSUMER"] = 4] = "CONSUMER";
      return SpanKind2;
    })({});
  }
});

// node_modules/@opentelemetry/api/dist/trace/status.mjs
var SpanStatusCode;
var init_status = __esm({
  "node_modules/@opentelemetry/api/dist/trace/status.mjs"() {
    SpanStatusCode = /* @__PURE__ */ (function(SpanStatusCode2) {
      SpanStatusCode2[SpanStatusCode2["UNSET"] = 0] = "UNSET";
      SpanStatusCode2[SpanStatusCode2["OK"] = 1] = "OK";
      SpanStatusCode2[SpanStatusCode2["ERROR"] = 2] = "ERROR";
      return SpanStatusCode2;
    })({});
  }
});

// node_modules/@opentelemetry/api/dist/trace/NoopTracerProvider.mjs
var NoopTracerProvider;
var init_NoopTracerProvider = __esm({
  "node_modules/@opentelemetry/api/dist/trace/NoopTracerProvider.mjs"() {
    init_NoopTracer();
    NoopTracerProvider = class {
      getTracer(_name, _version, _options) {
        return new NoopTracer();
      }
    };
  }
});

// node_modules/@opentelemetry/api/dist/trace/ProxyTracerProvider.mjs
var NOOP_TRACER_PROVIDER, ProxyTracerProvider;
var init_ProxyTracerProvider = __esm({
  "node_modules/@opentelemetry/api/dist/trace/ProxyTracerProvider.mjs"() {
    init_ProxyTracer();
    init_NoopTracerProvider();
    NOOP_TRACER_PROVIDER = new NoopTracerProvider();
    ProxyTracerProvider = class {
      /**
      * Get a {@link ProxyTracer}
      */
      getTracer(name, version, options) {
        var _this$getDelegateTrac;
        return (_this$getDelegateTrac = this.getDelegateTracer(name, version, options)) !== null && _this$getDelegateTrac !== void 0 ? _this$getDelegateTrac : new ProxyTracer(this, name, version, options);
      }
      getDelegate() {
        var _this$_delegate;
        return (_this$_delegate = this._delegate) !== null && _this$_delegate !== void 0 ? _this$_delegate : NOOP_TRACER_PROVIDER;
      }
      /**
      * Set the delegate tracer provider
      */
      setDelegate(delegate) {
        this._delegate = delegate;
      }
      getDelegateTracer(name, version, options) {
        var _this$_delegate2;
        return (_this$_delegate2 = this._delegate) === null || _this$_delegate2 === void 0 ? void 0 : _this$_delegate2.getTracer(name, version, options);
      }
    };
  }
});

// node_modules/@opentelemetry/api/dist/trace/SamplingResult.mjs
var SamplingDecision;
var init_SamplingResult = __esm({
  "node_modules/@opentelemetry/api/dist/trace/SamplingResult.mjs"() {
    SamplingDecision = /* @__PURE__ */ (function(SamplingDecision2) {
      SamplingDecision2[SamplingDecision2["NOT_RECORD"] = 0] = "NOT_RECORD";
      SamplingDecision2[SamplingDecision2["RECORD"] = 1] = "RECORD";
      SamplingDecision2[SamplingDecision2["RECORD_AND_SAMPLED"] = 2] = "RECORD_AND_SAMPLED";
      return SamplingDecision2;
    })({});
  }
});

// node_modules/@opentelemetry/api/dist/context-api.mjs
var context;
var init_context_api = __esm({
  "node_modules/@opentelemetry/api/dist/context-api.mjs"() {
    init_context2();
    context = ContextAPI.getInstance();
  }
});

// node_modules/@opentelemetry/api/dist/diag-api.mjs
var diag;
var init_diag_api = __esm({
  "node_modules/@opentelemetry/api/dist/diag-api.mjs"() {
    init_diag();
    diag = DiagAPI.instance();
  }
});

// node_modules/@opentelemetry/api/dist/api/trace.mjs
var API_NAME3, TraceAPI;
var init_trace = __esm({
  "node_modules/@opentelemetry/api/dist/api/trace.mjs"() {
    init_global_utils();
    init_diag();
    init_context_utils();
    init_spancontext_utils();
    init_ProxyTracerProvider();
    API_NAME3 = "trace";
    TraceAPI = class TraceAPI2 {
      /** Empty private constructor prevents end users from constructing a new instance of the API */
      constructor() {
        this._proxyTracerProvider = new ProxyTracerProvider();
        this.wrapSpanContext = wrapSpanContext;
        this.isSpanContextValid = isSpanContextValid;
        this.deleteSpan = deleteSpan;
        this.getSpan = getSpan;
        this.getActiveSpan = getActiveSpan;
        this.getSpanContext = getSpanContext;
        this.setSpan = setSpan;
        this.setSpanContext = setSpanContext;
      }
      /** Get the singleton instance of the Trace API */
      static getInstance() {
        if (!this._instance) this._instance = new TraceAPI2();
        return this._instance;
      }
      /**
      * Set the current global tracer.
      *
      * @returns true if the tracer provider was successfully registered, else false
      */
      setGlobalTracerProvider(provider) {
        const success = registerGlobal(API_NAME3, this._proxyTracerProvider, DiagAPI.instance());
        if (success) this._proxyTracerProvider.setDelegate(provider);
        return success;
      }
      /**
      * Returns the global tracer provider.
      */
      getTracerProvider() {
        return getGlobal(API_NAME3) || this._proxyTracerProvider;
      }
      /**
      * Returns a tracer from the global tracer provider.
      */
      getTracer(name, version) {
        return this.getTracerProvider().getTracer(name, version);
      }
      /** Remove the global tracer provider */
      disable() {
        unregisterGlobal(API_NAME3, DiagAPI.instance());
        this._proxyTracerProvider = new ProxyTracerProvider();
      }
    };
  }
});

// node_modules/@opentelemetry/api/dist/trace-api.mjs
var trace;
var init_trace_api = __esm({
  "node_modules/@opentelemetry/api/dist/trace-api.mjs"() {
    init_trace();
    trace = TraceAPI.getInstance();
  }
});

// node_modules/@opentelemetry/api/dist/index.mjs
var init_dist = __esm({
  "node_modules/@opentelemetry/api/dist/index.mjs"() {
    init_context();
    init_NoopMeter();
    init_trace_flags();
    init_invalid_span_constants();
    init_spancontext_utils();
    init_span_kind();
    init_status();
    init_SamplingResult();
    init_context_api();
    init_diag_api();
    init_trace_api();
  }
});

// src/command/aliases.json
var aliases_default = {
  "helm dep build": "helm dependency build",
  "helm dependencies build": "helm dependency build",
  "helm dependency ls": "helm dependency list",
  "helm dep list": "helm dependency list",
  "helm dep ls": "helm dependency list",
  "helm dependencies list": "helm dependency list",
  "helm dependencies ls": "helm dependency list",
  "helm dependency up": "helm dependency update",
  "helm dep update": "helm dependency update",
  "helm dep up": "helm dependency update",
  "helm dependencies update": "helm dependency update",
  "helm dependencies up": "helm dependency update",
  "helm hist": "helm history",
  "helm ls": "helm list",
  "helm plugin add": "helm plugin install",
  "helm plugin ls": "helm plugin list",
  "helm plugin remove": "helm plugin uninstall",
  "helm plugin rm": "helm plugin uninstall",
  "helm plugin up": "helm plugin update",
  "helm fetch": "helm pull",
  "helm repo ls": "helm repo list",
  "helm repo rm": "helm repo remove",
  "helm repo up": "helm repo update",
  "helm inspect all": "helm show all",
  "helm inspect chart": "helm show chart",
  "helm inspect crds": "helm show crds",
  "helm inspect readme": "helm show readme",
  "helm inspect values": "helm show values",
  "helm del": "helm uninstall",
  "helm delete": "helm uninstall",
  "helm un": "helm uninstall",
  "kubectl config use": "kubectl config use-context",
  "kubectl create cm": "kubectl create configmap",
  "kubectl create cj": "kubectl create cronjob",
  "kubectl create deploy": "kubectl create deployment",
  "kubectl create ing": "kubectl create ingress",
  "kubectl create ns": "kubectl create namespace",
  "kubectl create pdb": "kubectl create poddisruptionbudget",
  "kubectl create pc": "kubectl create priorityclass",
  "kubectl create resourcequota": "kubectl create quota",
  "kubectl create svc": "kubectl create service",
  "kubectl create svc clusterip": "kubectl create service clusterip",
  "kubectl create svc externalname": "kubectl create service externalname",
  "kubectl create svc loadbalancer": "kubectl create service loadbalancer",
  "kubectl create svc nodeport": "kubectl create service nodeport",
  "kubectl create sa": "kubectl create serviceaccount",
  "kubectl set sa": "kubectl set serviceaccount",
  "kubectl top no": "kubectl top node",
  "kubectl top nodes": "kubectl top node",
  "kubectl top po": "kubectl top pod",
  "kubectl top pods": "kubectl top pod"
};

// src/command/names.json
var names_default = [
  "build",
  "bundle apply",
  "bundle copy",
  "bundle download",
  "bundle export",
  "bundle plan",
  "bundle publish",
  "bundle render",
  "chart ts build",
  "chart ts init",
  "ci-env",
  "cleanup",
  "completion",
  "compose config",
  "compose down",
  "compose run",
  "compose up",
  "config graph",
  "config list",
  "config render",
  "converge",
  "cr login",
  "cr logout",
  "dismiss",
  "docs",
  "export",
  "helm create",
  "helm dependency build",
  "helm dependency list",
  "helm dependency update",
  "helm env",
  "helm get all",
  "helm get hooks",
  "helm get manifest",
  "helm get metadata",
  "helm get notes",
  "helm get values",
  "helm get-autogenerated-values",
  "helm get-namespace",
  "helm get-release",
  "helm history",
  "helm install",
  "helm lint",
  "helm list",
  "helm migrate2to3",
  "helm package",
  "helm plugin install",
  "helm plugin list",
  "helm plugin uninstall",
  "helm plugin update",
  "helm pull",
  "helm registry login",
  "helm registry logout",
  "helm repo add",
  "helm repo index",
  "helm repo list",
  "helm repo remove",
  "helm repo update",
  "helm rollback",
  "helm search hub",
  "helm search repo",
  "helm secret decrypt",
  "helm secret encrypt",
  "helm secret file decrypt",
  "helm secret file edit",
  "helm secret file encrypt",
  "helm secret generate-secret-key",
  "helm secret rotate-secret-key",
  "helm secret values decrypt",
  "helm secret values edit",
  "helm secret values encrypt",
  "helm show all",
  "helm show chart",
  "helm show crds",
  "helm show readme",
  "helm show values",
  "helm status",
  "helm template",
  "helm test",
  "helm uninstall",
  "helm upgrade",
  "helm verify",
  "helm version",
  "help",
  "host cleanup",
  "host purge",
  "includes get-file",
  "includes ls-files",
  "includes update",
  "kube-run",
  "kubectl",
  "kubectl alpha kuberc",
  "kubectl alpha kuberc set",
  "kubectl alpha kuberc view",
  "kubectl annotate",
  "kubectl api-resources",
  "kubectl api-versions",
  "kubectl apply",
  "kubectl apply edit-last-applied",
  "kubectl apply set-last-applied",
  "kubectl apply view-last-applied",
  "kubectl attach",
  "kubectl auth",
  "kubectl auth can-i",
  "kubectl auth reconcile",
  "kubectl auth whoami",
  "kubectl autoscale",
  "kubectl certificate",
  "kubectl certificate approve",
  "kubectl certificate deny",
  "kubectl cluster-info",
  "kubectl cluster-info dump",
  "kubectl completion",
  "kubectl config",
  "kubectl config current-context",
  "kubectl config delete-cluster",
  "kubectl config delete-context",
  "kubectl config delete-user",
  "kubectl config get-clusters",
  "kubectl config get-contexts",
  "kubectl config get-users",
  "kubectl config rename-context",
  "kubectl config set",
  "kubectl config set-cluster",
  "kubectl config set-context",
  "kubectl config set-credentials",
  "kubectl config unset",
  "kubectl config use-context",
  "kubectl config view",
  "kubectl cordon",
  "kubectl cp",
  "kubectl create",
  "kubectl create clusterrole",
  "kubectl create clusterrolebinding",
  "kubectl create configmap",
  "kubectl create cronjob",
  "kubectl create deployment",
  "kubectl create ingress",
  "kubectl create job",
  "kubectl create namespace",
  "kubectl create poddisruptionbudget",
  "kubectl create priorityclass",
  "kubectl create quota",
  "kubectl create role",
  "kubectl create rolebinding",
  "kubectl create secret",
  "kubectl create secret docker-registry",
  "kubectl create secret generic",
  "kubectl create secret tls",
  "kubectl create service",
  "kubectl create service clusterip",
  "kubectl create service externalname",
  "kubectl create service loadbalancer",
  "kubectl create service nodeport",
  "kubectl create serviceaccount",
  "kubectl create token",
  "kubectl debug",
  "kubectl delete",
  "kubectl describe",
  "kubectl diff",
  "kubectl drain",
  "kubectl edit",
  "kubectl events",
  "kubectl exec",
  "kubectl explain",
  "kubectl expose",
  "kubectl get",
  "kubectl kustomize",
  "kubectl label",
  "kubectl logs",
  "kubectl options",
  "kubectl patch",
  "kubectl plugin",
  "kubectl plugin list",
  "kubectl port-forward",
  "kubectl proxy",
  "kubectl replace",
  "kubectl rollout",
  "kubectl rollout history",
  "kubectl rollout pause",
  "kubectl rollout restart",
  "kubectl rollout resume",
  "kubectl rollout status",
  "kubectl rollout undo",
  "kubectl run",
  "kubectl scale",
  "kubectl set",
  "kubectl set env",
  "kubectl set image",
  "kubectl set resources",
  "kubectl set selector",
  "kubectl set serviceaccount",
  "kubectl set subject",
  "kubectl taint",
  "kubectl top",
  "kubectl top node",
  "kubectl top pod",
  "kubectl uncordon",
  "kubectl version",
  "kubectl wait",
  "lint",
  "managed-images add",
  "managed-images ls",
  "managed-images rm",
  "meta-repo detach",
  "meta-repo migrate",
  "plan",
  "purge",
  "release get",
  "release history",
  "release list",
  "render",
  "rollback",
  "run",
  "slugify",
  "stages copy",
  "synchronization",
  "version"
];

// src/command/words.ts
function isOneOf(words, commands) {
  const beforeArguments = untilDoubleDash(words);
  return commands.some((command) => isCommand(beforeArguments, command.split(" ")));
}
function likeliest(words, commands) {
  const given = new Set(words);
  const rank = (command2) => isSurely(words, command2) ? 1 : 0;
  const [command] = commands.filter((command2) => command2.split(" ").every((word) => given.has(word)) && isOneOf(words, [command2])).sort((a, b) => rank(b) - rank(a) || b.split(" ").length - a.split(" ").length);
  return command;
}
function isSurely(words, command) {
  const commandWords = command.split(" ");
  const isFlag = (word = "") => word.startsWith("-") && !word.includes("=");
  return !untilDoubleDash(words).some((word, index, all) => commandWords.includes(word) && isFlag(all[index - 1]));
}
function untilDoubleDash(words) {
  const end = words.indexOf("--");
  return end === -1 ? words : words.slice(0, end);
}
function isCommand(words, command) {
  let found = 0;
  for (const [index, word] of words.entries()) {
    const previous = words[index - 1] ?? "";
    if (word === command[found]) found += 1;
    else if (!word.startsWith("-") && (!previous.startsWith("-") || previous.includes("="))) return false;
    if (found === command.length) return true;
  }
  return false;
}

// src/command/name.ts
function commandName(words) {
  const named = likeliest(words, [...names_default, ...Object.keys(aliases_default)]);
  const command = Object.entries(aliases_default).find(([alias]) => alias === named)?.[1] ?? named;
  return command === void 0 ? "werf" : `werf ${command}`;
}

// src/system/time-limit.ts
async function within(milliseconds2, promise, signal) {
  let stop = () => {
  };
  const over = new Promise((resolve) => {
    const end = () => resolve(void 0);
    const timer = setTimeout(end, milliseconds2);
    signal?.addEventListener("abort", end, { once: true });
    if (signal?.aborted) end();
    stop = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
    };
  });
  return Promise.race([promise, over]).finally(stop);
}

// builtin:fs
var { accessSync, appendFileSync, chmodSync, closeSync, constants, existsSync, fchmodSync, fstatSync, ftruncateSync, lstatSync, mkdirSync, mkdtempSync, openSync, readFileSync, readSync, readdirSync, realpathSync, rmSync, rmdirSync, statSync, unlinkSync, writeFileSync, writeSync } = process.getBuiltinModule("node:fs");

// src/system/workflow-event.ts
async function pullRequestEvent(env, log) {
  if (env["GITHUB_EVENT_NAME"] !== "pull_request") return void 0;
  if (!isRegularFile(env["GITHUB_EVENT_PATH"])) return void 0;
  try {
    const { context: context2 } = await import("./github-context.js");
    const { eventName, payload } = context2;
    if (eventName !== "pull_request" || payload.pull_request === void 0) return void 0;
    const { head, base } = payload.pull_request;
    const commit = head?.sha;
    return {
      headCommit: typeof commit === "string" && /^[0-9a-f]{40,64}$/.test(commit) ? commit : void 0,
      // A fork that is gone has no repository any more.
      isFromFork: base?.repo?.full_name !== void 0 && head?.repo?.full_name !== base.repo.full_name
    };
  } catch (error) {
    log.debug(`The event of this workflow could not be read: ${error}`);
    return void 0;
  }
}
function isRegularFile(path) {
  return path !== void 0 && statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

// src/traces/attributes.ts
var CONVENTIONS_VERSION = "1.44.0";
var SCHEMA_URL = `https://opentelemetry.io/schemas/${CONVENTIONS_VERSION}`;
var SCOPE_NAME = "run-werf";
var DEFAULT_SERVICE_NAME = "run-werf";
var SPAN_NAME = {
  step: "run-werf",
  ready: "get ready",
  install: "install werf",
  ciEnv: "werf ci-env github",
  image: (image) => `build ${image}`,
  stage: (stage) => `stage ${stage}`,
  release: (release) => `release ${release}`,
  object: (object) => `wait for ${object}`
};
var RESOURCE = {
  serviceName: "service.name",
  /** The name of the workflow. */
  pipelineName: "cicd.pipeline.name",
  pipelineRunId: "cicd.pipeline.run.id",
  pipelineRunUrl: "cicd.pipeline.run.url.full",
  /** int: which attempt of the run it is, from 1. */
  runAttempt: "werf.run.attempt",
  /** The name of the runner; it has no id that a step could know. */
  workerId: "cicd.worker.id",
  workerName: "cicd.worker.name",
  /** `github`. */
  vcsProvider: "vcs.provider.name",
  vcsOwner: "vcs.owner.name",
  /** Without the owner. */
  vcsRepositoryName: "vcs.repository.name",
  /** Without `.git`. */
  vcsRepositoryUrl: "vcs.repository.url.full",
  /** The branch or tag. */
  vcsHeadName: "vcs.ref.head.name",
  /** The commit. */
  vcsHeadRevision: "vcs.ref.head.revision",
  /** `branch` or `tag`. */
  vcsRefType: "vcs.ref.type",
  /** The number of the pull request, where the run is for one. */
  vcsChangeId: "vcs.change.id"
};
var SPAN = {
  /** On every span: one of `SPAN_TYPES`. */
  type: "werf.span.type",
  /** On every span that failed, and on no other: one of `ERROR_TYPES`. */
  errorType: "error.type",
  // The step.
  /** Job and step, such as `deploy/werf`. */
  taskName: "cicd.pipeline.task.name",
  taskRunId: "cicd.pipeline.task.run.id",
  taskRunUrl: "cicd.pipeline.task.run.url.full",
  /** One of `RESULTS`. */
  taskResult: "cicd.pipeline.task.run.result",
  // The install.
  /** boolean: whether it was kept on the runner or in GitHub's cache. */
  installCached: "werf.install.cached",
  // A command. Its name is the span's.
  /** `werf`. */
  executable: "process.executable.name",
  /** int */
  exitCode: "process.exit.code",
  /** int */
  pid: "process.pid",
  /** One of `RESULTS`; an exit code that `allowed-exit-codes` names is a success. */
  commandResult: "werf.command.result",
  /** What the binary says of itself, such as `v2.77.1`. On commands and on the install. */
  werfVersion: "werf.version",
  /** int: when the checked-out commit was made, in seconds since the epoch; the end less this is the lead time. */
  commitTime: "werf.commit.time",
  /** int: what the build report counts. */
  buildImages: "werf.build.images",
  buildImagesRebuilt: "werf.build.images_rebuilt",
  buildStages: "werf.build.stages",
  buildStagesRebuilt: "werf.build.stages_rebuilt",
  /** int, absent where there are none: images and stages of a huge build that have no span. */
  buildSpansOmitted: "werf.build.spans_omitted",
  releaseName: "werf.release.name",
  namespace: "k8s.namespace.name",
  /** int */
  releaseRevision: "werf.release.revision",
  /** werf's word, such as `deployed` or `failed`. */
  releaseStatus: "werf.release.status",
  /** int: how many operations of the release there were. */
  operationsCompleted: "werf.release.operations_completed",
  operationsCanceled: "werf.release.operations_canceled",
  operationsFailed: "werf.release.operations_failed",
  /** int, ms: how long another deployment's lock on the release was waited for. On releases. */
  lockWaited: "werf.release.lock_waited",
  /** What was waited for of an object: `ready`, `present`, `absent`. On objects. */
  objectGoal: "werf.object.goal",
  // An image and its stages.
  /** On images and stages: the image's name in `werf.yaml`. */
  imageName: "werf.image.name",
  /** boolean: whether any of it was built; otherwise all came from the cache. */
  imageRebuilt: "werf.image.rebuilt",
  /** int, bytes */
  imageSize: "werf.image.size",
  /** The repository. */
  containerImageName: "container.image.name",
  /** list of strings: `repository@sha256:…` */
  containerImageDigests: "container.image.repo_digests",
  stageName: "werf.stage.name",
  /** boolean */
  stageCacheHit: "werf.stage.cache_hit",
  /** int, bytes */
  stageSize: "werf.stage.size",
  /**
   * boolean, `true` or absent: the duration is werf's, but werf does not say when it was. A stage from the cache, for
   * one, stands before the first one that was built, or where the command begins.
   */
  timeEstimated: "werf.time.estimated"
};
var EVENT = {
  /** An operation of the release; at most the last 128, those that failed at the end. */
  operation: "werf.release.operation",
  /** An object of the cluster that failed, or still waited when the command failed. */
  failedObject: "werf.object.failed"
};
var EVENT_ATTRIBUTE = {
  /** `create`, `update`, `recreate`, `apply`, `delete`. */
  operationAction: "werf.operation.action",
  /** `completed`, `canceled` or `failed`. */
  operationResult: "werf.operation.result",
  /** Kind and name, such as `Deployment/web`. */
  objectName: "werf.object.name",
  /** `FAILED` or `WAITING`. */
  objectState: "werf.object.state",
  /** The cluster's word for the reason, such as `CrashLoopBackOff`. */
  objectReason: "werf.object.reason"
};

// builtin:util
var { stripVTControlCharacters } = process.getBuiltinModule("node:util");

// src/system/text.ts
var CUT = "\u2026";
var BLANK = 32;
function byteLength(text) {
  return Buffer.byteLength(text);
}
function shortenBytes(text, limit) {
  if (text.length * 3 <= limit || byteLength(text) <= limit) return text;
  const bytes = Buffer.from(text);
  const kept = limit - byteLength(` ${CUT} `);
  let head = Math.ceil(kept / 2);
  let tail = bytes.length - (kept - head);
  while (isContinuation(bytes[head])) head -= 1;
  while (isContinuation(bytes[tail])) tail += 1;
  const start = bytes.toString("utf8", 0, head);
  const end = bytes.toString("utf8", tail);
  const wholeStart = bytes[head] === BLANK ? start : withoutLastWord(start).trimEnd();
  const wholeEnd = bytes[tail - 1] === BLANK ? end : end.replace(/^\S*/, "").trimStart();
  return [wholeStart, CUT, wholeEnd].filter((part) => part !== "").join(" ");
}
function withoutLastWord(text) {
  let end = text.length;
  while (end > 0 && /\S/.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
function isContinuation(byte) {
  return byte !== void 0 && (byte & 192) === 128;
}

// src/werf/error-text.ts
var MAX_TAIL_BYTES = 64 * 1024;
var MAX_LINE_BYTES = 4e3;
var STAMP_PART = "(?:[A-Za-z]{1,4}[.,]?|[\\[(]?\\d[\\dA-Za-z:.,+/-]*[\\])]?)";
var ERROR_LINE = new RegExp(
  `^(?:(?=.{0,40}\\d:\\d\\d)${STAMP_PART}(?: +${STAMP_PART}){0,6} +)?((?:Error|panic|fatal error): .*)$`,
  "s"
);
var TRACE = /^goroutine \d+ (?:\w+=\S+ )*\[/;
function lastErrorLine(tail) {
  const lines = tail.split("\n").filter((line) => line.trim() !== "");
  return shortenBytes((errorLineIn(lines) ?? lines.at(-1) ?? "").trim(), MAX_LINE_BYTES);
}
function isStackTrace(line) {
  return TRACE.test(line);
}
function errorLineIn(lines) {
  for (const line of lines.toReversed()) {
    const error = errorOf(line);
    if (error !== void 0) return error;
  }
  return void 0;
}
function errorOf(line) {
  return ERROR_LINE.exec(line)?.[1]?.trimEnd();
}

// src/reports/failure/chain.ts
var NAME = '"((?:[^"\\\\]|\\\\.)*)"';
var LINKS = [
  ["Error: ", "wrapper"],
  ["release (?:plan )?(?:install|uninstall|rollback|delete|show|get|list): ", "wrapper"],
  [`failed (?:[a-z]+ of )?release "(?<release>[^"]*)" \\(namespace: "(?<namespace>[^"]*)"\\): `, "wrapper"],
  ["(?:execute|run) rollback plan: ", "rollback"],
  ["(?:execute|run) (?:[a-z]+ ){0,4}(?:plan|command): ", "wrapper"],
  ["wait for operations completion: ", "wrapper"],
  ["execute operation: ", "wrapper"],
  ["track resource readiness: ", "track"],
  ["track resource presence: ", "presence"],
  ["track resource absence: ", "absence"],
  ["track [a-z][a-z ]{0,40}: ", "wrapper"],
  ['(?:track|poll) resource "(?<resource>[^"]*)": ', "wrapper"],
  ["execution canceled: (?=context canceled: watch error: )", "wrapper"],
  ["context canceled: (?=watch error: )", "wrapper"],
  ["watch error: ", "wrapper"],
  ["unrecoverable watch error for [^:]{1,200}: ", "wrapper"],
  ['failed to (?:list|watch) [^:"]{1,200}: ', "wrapper"],
  ["create release namespace: ", "apply"],
  ['(?:create|update) release: (?=(?:create|update) release ")', "wrapper"],
  [`(?:create|update) release "[^"]*" \\(namespace: "[^"]*", revision: [^)]{1,20}\\): `, "apply"],
  ["(?:create|update): failed to (?:create|update): ", "wrapper"],
  ["(?:create|recreate|update|apply|blind apply|replace|patch|delete) resource: ", "apply"],
  ['server-side (?:dry-run )?apply resource "(?<resource>[^"]*)": ', "apply"],
  ['(?:create|update|apply|replace|patch|delete|get) resource "(?<resource>[^"]*)": ', "apply"],
  ["retr(?:y|yable) on webhook error(?: due to)?: ", "webhook"],
  ["server-side (?:dry-run )?apply: ", "wrapper"],
  ["convert GVK to GVR: ", "mapping"],
  ['get resource mapping for "[^"]*": ', "mapping"],
  ['retry mapper [^:"]{0,60}: ', "mapping"],
  ["build resources: ", "wrapper"],
  ["construct [a-z]+ resource: ", "validation"],
  ["build resource infos: ", "infos"],
  ["wait for resource pool: ", "wrapper"],
  ["build (?:installable|deletable) resource info: ", "infos"],
  ['determine (?:install|delete) type for resource "(?<resource>[^"]*)": ', "infos"],
  ["render chart: ", "template"],
  ['render resources for chart "[^"]*": ', "template"],
  ['(?:validate|load) chart at "[^"]*": ', "template"],
  ['build rendered values for chart "[^"]*": ', "template"],
  ['check chart dependencies for chart "[^"]*": ', "template"],
  ['merge override values for chart at "[^"]*": ', "template"],
  ['convert rendered templates to [a-z ]{1,40} for chart at "[^"]*": ', "template"],
  ["build release history: ", "wrapper"],
  ['query releases for release "[^"]*": ', "wrapper"],
  ["query: failed to query with labels: ", "wrapper"],
  ["construct kube (?:config|client factory): ", "cluster"],
  ["get rest config: ", "cluster"],
  ["check kubernetes cluster version to check kubernetes connectivity: ", "cluster"],
  ["(?:remotely|locally) validate resources: ", "validation"],
  ["validate adoptable resources: ", "adoption"],
  ["validate [a-z][a-z ]{0,40}resources: ", "validation"],
  ['adopt "(?<resource>[^"]*)": ', "adoption"],
  ["lock release: ", "lock"],
  ["acquire release lock: ", "lock"],
  ["unable to prepare kubernetes cm/\\S+ in ns/\\S+: ", "lock"],
  ['get resource: (?=get resource ")', "wrapper"],
  ['get resource "[^"]*" from client cache: ', "wrapper"],
  ["unable to load werf config: ", "config"],
  ["unable to process images(?: in parallel)?: ", "images"],
  ['unable to process image "(?<image>[^"]*)"(?: with parallel task \\d+)?: ', "images"],
  ["unable to calculate images tree: ", "images"],
  ["unable to map dockerfile to images sets: ", "images"],
  ["phase [a-z ]+ on image (?<image>\\S+) stage \\S+ handler failed: ", "images"],
  ["(?:failed to build|error building) (?:image for )?stage \\S+(?: with digest [0-9a-f]+)?: ", "images"],
  ["error building dockerfile with [a-z-]+: ", "images"],
  [`unable to build Dockerfile ${NAME}:\\s+`, "images"],
  ["unable to get stages ids from \\S+ by digest \\S+ for stage \\S+: ", "registry"],
  ["error getting project \\S+ stage \\S+ images from storage: ", "registry"],
  ['unable to fetch tags for repo "[^"]*": ', "registry"],
  ["pull bundle: ", "bundle"],
  ["validate plan artifact: ", "plan"],
  ["read plan artifact from .{1,300}?: (?=decode|artifact|open|decrypt|unmarshal|read)", "plan"],
  ["decode artifact data json: ", "plan"]
].map(([pattern, step]) => [new RegExp(pattern, "ys"), step]);
function readChain(text) {
  const steps = /* @__PURE__ */ new Set();
  const named = {};
  let at = 0;
  for (let link = nextLink(text, at); link !== void 0; link = nextLink(text, at)) {
    steps.add(link.step);
    for (const [name, value2] of Object.entries(link.groups)) if (value2 !== void 0) named[name] = value2;
    at = link.end;
  }
  const { resource, image, release, namespace } = named;
  return { rest: text.slice(at), steps, resource, image, release, namespace };
}
function nextLink(text, at) {
  for (const [pattern, step] of LINKS) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null && pattern.lastIndex < text.length && match[0] !== "") {
      return { step, end: pattern.lastIndex, groups: match.groups ?? {} };
    }
  }
  return void 0;
}

// src/reports/failure/final-error.ts
var OUTERMOST = /^Error: (?:release |unable to |pull bundle: |unknown (?:flag|command|shorthand)|\d+ errors? occurred:|(?:no )?(?:resource )?changes planned)/;
var ERROR = /^Error: /;
var ADVICE = /Use --debug .{0,200}to get more details about this error\.?\s*$/s;
function finalError(tail) {
  const lines = tail.split("\n");
  const own = lines.findLastIndex((line) => OUTERMOST.test(line));
  const begin = own === -1 ? lines.findLastIndex((line) => ERROR.test(line)) : own;
  if (begin === -1 || lines.slice(begin).some(isStackTrace)) return void 0;
  const whole2 = lines.slice(begin).join("\n").replace(ADVICE, "").trimEnd();
  const { outer, texts } = listed(whole2);
  const causes = withoutEchoes(texts.map((text) => causeOf(readChain(text), outer.steps)));
  const namespace = outer.namespace ?? texts.map((text) => readChain(text).namespace).find((name) => name !== void 0);
  return { whole: whole2, namespace, causes };
}
function withoutEchoes(causes) {
  const said = /* @__PURE__ */ new Set();
  return causes.filter(({ resource, text }) => {
    const isEcho = resource === void 0 && said.has(text);
    said.add(text);
    return !isEcho;
  });
}
var COUNT = /^(\d+) errors? occurred:\s*$/;
var ITEM = /^\s*\* (.*)$/s;
function listed(whole2) {
  const outer = readChain(whole2);
  const lines = outer.rest.split("\n");
  if (!COUNT.test(lines[0] ?? "")) return { outer, texts: [whole2] };
  const items = [];
  for (const line of lines.slice(1)) {
    const item = ITEM.exec(line)?.[1];
    if (item !== void 0) items.push(item);
    else if (items.length > 0 && line.trim() !== "") items.push(`${items.pop() ?? ""}
${line}`);
  }
  const texts = items.map((item) => item.trimEnd()).filter((item) => !COUNT.test(readChain(item).rest));
  return { outer, texts: texts.length === 0 ? [whole2] : texts };
}
var RESOURCE2 = /^(?:([^/]*)\/)?([^/]+\/[^/]+?)(?: \(namespace=([^()\s]+)\))?$/;
var NOT_READY = /(?:^|: )waiting for resource "([^"]+)" readiness failed\s*$/;
var WAITED = /(?:^|: )(?:track|poll) resource "([^"]+)": (?:context deadline exceeded|timed out waiting for the condition)\s*$/;
var JOB_FAILED = /^job ([a-z0-9][a-z0-9.-]*) failed: (\S.*)$/s;
var NO_KIND = /\bno matches for kind "([^"]+)"/;
var IMMUTABLE = /^immutable fields? changed? in resource "([^"]+)", but recreation is not requested: /;
var TIMEOUT = /(?:context deadline exceeded|timed out waiting for the condition)\s*$/;
var PLAN = /^plan artifact /;
var NO_ANSWER = /\bfailed calling webhook "/;
var FORBIDDEN = /\bis forbidden: /;
var NO_RIGHT = /\bis forbidden: User "(?:[^"\\]|\\.)*" cannot /;
var UNKNOWN_USER = /(?:^|: )(?:Unauthorized|the server has asked for the client to provide credentials)\s*$/;
var UNANSWERED = new RegExp(
  [
    // That the address ends is seen to once, and not behind each part of it: a hostile one has thousands.
    '(?:^|: )(?:Get|Post|Put|Patch|Delete) "https?://(?=[^"]*": )[^"]*?/(?:api/v1|apis|version)\\b',
    "(?:^|: )(?:etcdserver: |Internal error occurred: |Timeout: request did not complete within )",
    "\\bthe server is currently unable to handle the request\\b",
    "\\bthe server was unable to return a response in the time allotted\\b",
    "\\bthe server has received too many requests\\b",
    "\\bhas prevented the request from succeeding\\b"
  ].join("|")
);
var REFUSED = /(?:^|: )(?:[A-Za-z][A-Za-z0-9.]* "[^"]+" is (?:forbidden|invalid): |admission webhook "[^"]*" denied the request)/;
function causeOf(chain, outerSteps) {
  const steps = /* @__PURE__ */ new Set([...outerSteps, ...chain.steps]);
  const [, job, whyJobFailed] = JOB_FAILED.exec(chain.rest) ?? [];
  const text = whyJobFailed?.trim() ?? ownWords(chain.rest);
  const patterns = [NOT_READY, WAITED, IMMUTABLE];
  const resource = job === void 0 ? patterns.map((pattern) => pattern.exec(chain.rest)?.[1]).find((name2) => name2 !== void 0) ?? chain.resource : `Job/${job}`;
  const [, before, name, behind] = RESOURCE2.exec(resource ?? "") ?? [];
  return {
    kind: kindOf(chain.rest, steps),
    resource: name,
    namespace: before || behind,
    unknownKind: NO_KIND.exec(chain.rest)?.[1],
    image: chain.image,
    inRollback: steps.has("rollback"),
    goal: goalOf(chain.rest, steps),
    text
  };
}
function goalOf(rest, steps) {
  const chain = WAITED.test(rest) ? rest : "";
  if (steps.has("presence") || /\bpresence\b/.test(chain)) return "present";
  return steps.has("absence") || /\babsence\b/.test(chain) ? "absent" : "ready";
}
function ownWords(rest) {
  const immutable = IMMUTABLE.exec(rest)?.[0];
  return immutable === void 0 ? rest.trim() : readChain(rest.slice(immutable.length)).rest.trim();
}
function kindOf(rest, steps) {
  const waits = steps.has("track") || steps.has("presence") || steps.has("absence");
  if (NOT_READY.test(rest) || JOB_FAILED.test(rest)) return "not-ready";
  if (waits && TIMEOUT.test(rest) || WAITED.test(rest)) return "timeout";
  if (NO_KIND.test(rest)) return "unknown-kind";
  if (IMMUTABLE.test(rest)) return "immutable";
  if (NO_ANSWER.test(rest) || steps.has("webhook") && TIMEOUT.test(rest)) return "webhook";
  if (steps.has("lock") && FORBIDDEN.test(rest)) return "refused";
  if (steps.has("plan") || PLAN.test(rest)) return "plan";
  if (waits && FORBIDDEN.test(rest)) return "unwatched";
  if (UNKNOWN_USER.test(rest) && !isOfImages(steps)) return "cluster";
  const isRefused = REFUSED.test(rest) || NO_RIGHT.test(rest);
  const isLost = UNANSWERED.test(rest) && !isRefused && !waits && !steps.has("cluster");
  if (isLost && !isOfImages(steps)) return "unanswered";
  const known2 = [
    ["cluster", "cluster"],
    ["registry", "registry"],
    ["bundle", "registry"],
    ["images", "build"],
    ["adoption", "adoption"],
    ["validation", "invalid"],
    ["template", "template"],
    ["config", "config"],
    ["lock", "lock"],
    ["apply", "refused"]
  ];
  return known2.find(([step]) => steps.has(step))?.[1] ?? (isRefused ? "refused" : "other");
}
function isOfImages(steps) {
  return steps.has("registry") || steps.has("bundle") || steps.has("images");
}

// src/reports/plan-outcome.ts
var CHANGES_WORDS = /^Error: (?:resource )?changes planned$/;
var RELEASE_WORDS = /^Error: no resource changes planned, but still must install release/;

// src/werf/exit-code.ts
var KILLED = 137;
function isSignal(exitCode) {
  return exitCode > 128 && exitCode < 160;
}

// src/traces/error-type.ts
var TYPE_OF = {
  "not-ready": "not_ready",
  timeout: "timeout",
  refused: "rejected",
  unwatched: "rejected",
  webhook: "rejected",
  "unknown-kind": "rejected",
  immutable: "validation",
  adoption: "validation",
  invalid: "validation",
  plan: "validation",
  template: "chart",
  config: "config",
  build: "build",
  registry: "registry",
  cluster: "cluster",
  unanswered: "cluster",
  lock: "locked",
  other: "_OTHER"
};
var USAGE = /^Error: (?:unknown (?:command|flag|shorthand flag)\b|flag needs an argument\b|invalid argument ")/;
function errorTypeOf(exitCode, errorText) {
  if (exitCode === KILLED) return "killed";
  const error = finalError(errorText);
  const last = lastErrorLine(errorText);
  const line = error?.whole ?? last;
  if (/^(?:panic|fatal error): /.test(line)) return "panic";
  if (CHANGES_WORDS.test(last) || RELEASE_WORDS.test(last)) return "changes";
  if (USAGE.test(line)) return "usage";
  const [cause] = error?.causes ?? [];
  const type = cause === void 0 ? "_OTHER" : TYPE_OF[cause.kind];
  return type === "_OTHER" && isSignal(exitCode) ? "terminated" : type;
}

// src/reports/stage-times.ts
var CLOCK_TOLERANCE_MS = 2e3;
function buildTime({ rebuilt, savedAt, seconds }) {
  if (!rebuilt || savedAt === void 0 || seconds === void 0) return void 0;
  return { startMs: savedAt - Math.round(seconds * 1e3), endMs: savedAt };
}
function bySlowness(a, b) {
  return (b.seconds ?? 0) - (a.seconds ?? 0) || (b.size ?? 0) - (a.size ?? 0);
}
function byWorth(a, b) {
  return Number(b.rebuilt) - Number(a.rebuilt) || bySlowness(a, b);
}

// src/traces/ids.ts
import { createHash } from "node:crypto";
function runAttempt(env) {
  const runId = env["GITHUB_RUN_ID"] ?? "";
  const attempt = env["GITHUB_RUN_ATTEMPT"] || "1";
  return /^\d+$/.test(runId) && /^[1-9]\d{0,8}$/.test(attempt) ? { runId, attempt: Number(attempt) } : void 0;
}
function traceIdOf({ runId, attempt }) {
  return sha256(`${runId}${attempt}t`).slice(0, 32);
}
function rootSpanIdOf({ runId, attempt }) {
  return sha256(`${runId}${attempt}s`).slice(16, 32);
}
function previousAttempt({ runId, attempt }) {
  return attempt > 1 ? { runId, attempt: attempt - 1 } : void 0;
}
var sha256 = (text) => createHash("sha256").update(text).digest("hex");

// src/traces/resource.ts
function resourceAttributes(env, own, pullRequestHead) {
  const run = runAttempt(env);
  const repository = repositoryUrl(env);
  const [owner, name] = (env["GITHUB_REPOSITORY"] ?? "").split("/");
  const onPullRequest = /^refs\/pull\/(\d+)\//.exec(env["GITHUB_REF"] ?? "")?.[1];
  return known({
    [RESOURCE.serviceName]: DEFAULT_SERVICE_NAME,
    [RESOURCE.pipelineName]: env["GITHUB_WORKFLOW"],
    [RESOURCE.pipelineRunId]: run?.runId,
    [RESOURCE.pipelineRunUrl]: runUrl(env),
    [RESOURCE.runAttempt]: run?.attempt,
    [RESOURCE.workerId]: env["RUNNER_NAME"],
    [RESOURCE.workerName]: env["RUNNER_NAME"],
    [RESOURCE.vcsProvider]: "github",
    [RESOURCE.vcsOwner]: owner,
    [RESOURCE.vcsRepositoryName]: name,
    [RESOURCE.vcsRepositoryUrl]: repository,
    // On a pull request the ref is a merge that GitHub made; its branch is the one that people know, and so is that one's head.
    [RESOURCE.vcsHeadName]: env["GITHUB_HEAD_REF"] || env["GITHUB_REF_NAME"],
    [RESOURCE.vcsHeadRevision]: pullRequestHead ?? env["GITHUB_SHA"],
    [RESOURCE.vcsRefType]: /^(?:branch|tag)$/.exec(env["GITHUB_REF_TYPE"] ?? "")?.[0],
    [RESOURCE.vcsChangeId]: onPullRequest,
    ...own
  });
}
function runUrl(env) {
  const run = runAttempt(env);
  const repository = repositoryUrl(env);
  if (run === void 0 || repository === void 0) return void 0;
  return `${repository}/actions/runs/${run.runId}/attempts/${run.attempt}`;
}
function known(attributes) {
  return Object.fromEntries(
    Object.entries(attributes).filter(
      (entry) => entry[1] !== void 0 && entry[1] !== ""
    )
  );
}
function repositoryUrl(env) {
  const { GITHUB_SERVER_URL: server = "", GITHUB_REPOSITORY: repository = "" } = env;
  return server === "" || repository === "" ? void 0 : `${server.replace(/\/+$/, "")}/${repository}`;
}

// src/traces/image-spans.ts
var MAX_IMAGES = 5e3;
var MAX_STAGES = 5e3;
function imageSpans(images, command) {
  const kept = images.length > MAX_IMAGES ? images.toSorted(byWorth).slice(0, MAX_IMAGES) : images;
  const withStages = chooseForStages(kept);
  return kept.map((image) => imageSpan(image, command, withStages.has(image)));
}
function omittedSpans(images, spans) {
  const count = sum(images.map(({ stages }) => 1 + stages.length));
  return count - sum(spans.map(({ children = [] }) => 1 + children.length));
}
function chooseForStages(images) {
  if (sum(images.map(({ stages }) => stages.length)) <= MAX_STAGES) return new Set(images);
  const chosen = /* @__PURE__ */ new Set();
  let rest = MAX_STAGES;
  for (const image of images.toSorted(byWorth)) {
    if (image.stages.length > rest) continue;
    rest -= image.stages.length;
    chosen.add(image);
  }
  return chosen;
}
function imageSpan(image, command, withStages) {
  const { name, rebuilt, size, digest, reference } = image;
  const places = placeStages(image.stages, command);
  const place = placeImage(image, places, command);
  const repository = repositoryOf(reference);
  return {
    name: SPAN_NAME.image(name),
    type: "image",
    startTime: place.startTime,
    endTime: place.endTime,
    attributes: known({
      [SPAN.imageName]: name,
      [SPAN.imageRebuilt]: rebuilt,
      [SPAN.imageSize]: whole(size),
      [SPAN.containerImageName]: repository,
      [SPAN.containerImageDigests]: digest === void 0 || repository === void 0 ? void 0 : [`${repository}@${digest}`],
      [SPAN.timeEstimated]: place.estimated || void 0
    }),
    children: withStages ? image.stages.map((stage, index) => stageSpan(image, stage, places[index] ?? place)) : []
  };
}
function stageSpan(image, stage, place) {
  return {
    name: SPAN_NAME.stage(stage.name),
    type: "stage",
    startTime: place.startTime,
    endTime: place.endTime,
    attributes: known({
      [SPAN.imageName]: image.name,
      [SPAN.stageName]: stage.name,
      [SPAN.stageCacheHit]: !stage.rebuilt,
      [SPAN.stageSize]: whole(stage.size),
      [SPAN.timeEstimated]: place.estimated || void 0
    })
  };
}
function placeStages(stages, command) {
  const measured = stages.map((stage) => measuredPlace(stage, command));
  const first = measured.findIndex((place) => place !== void 0);
  const before = stages.slice(0, Math.max(0, first)).map(milliseconds);
  let cursor = Math.max(command.startTime, (measured[first]?.startTime ?? command.startTime) - sum(before));
  return stages.map((stage, index) => {
    const startTime = cursor;
    const place = measured[index] ?? { startTime, endTime: startTime + milliseconds(stage), estimated: true };
    cursor = place.endTime;
    return place;
  });
}
function measuredPlace(stage, command) {
  const time = buildTime(stage);
  if (time === void 0) return void 0;
  const { startMs: startTime, endMs: endTime } = time;
  const isOfCommand = startTime >= command.startTime - CLOCK_TOLERANCE_MS && endTime <= command.endTime + CLOCK_TOLERANCE_MS;
  return isOfCommand ? { startTime, endTime, estimated: false } : void 0;
}
function placeImage(image, stages, command) {
  const duration = milliseconds(image);
  const estimated = stages.every((stage) => stage.estimated);
  if (estimated) {
    const { startTime } = command;
    return { startTime, endTime: latest(startTime + duration, stages), estimated };
  }
  const endTime = latest(Number.NEGATIVE_INFINITY, stages);
  return { startTime: earliest(endTime - duration, stages), endTime, estimated };
}
var latest = (time, stages) => stages.reduce((end, { endTime }) => Math.max(end, endTime), time);
var earliest = (time, stages) => stages.reduce((start, { startTime }) => Math.min(start, startTime), time);
var sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
var milliseconds = ({ seconds = 0 }) => Math.round(seconds * 1e3);
var whole = (size) => size === void 0 ? void 0 : Math.round(size);
function repositoryOf(reference) {
  return reference?.replace(/@.*$/, "").replace(/:[^/]*$/, "");
}

// src/traces/release-span.ts
var MAX_OBJECTS = 500;
function releaseSpan(rollout, deploy, errorType) {
  const release = deploy?.release ?? rollout.release;
  const { startTime, endTime } = rollout;
  return {
    name: SPAN_NAME.release(release ?? "").trimEnd(),
    type: "release",
    startTime,
    endTime,
    attributes: known({
      [SPAN.releaseName]: release,
      [SPAN.namespace]: deploy?.namespace ?? rollout.namespace,
      [SPAN.releaseRevision]: deploy?.revision,
      [SPAN.releaseStatus]: deploy?.status,
      [SPAN.lockWaited]: rollout.lockWaitedMs === void 0 ? void 0 : Math.round(rollout.lockWaitedMs)
    }),
    errorType,
    children: rollout.waiting.slice(0, MAX_OBJECTS).map((object) => objectSpan(object, endTime, errorType))
  };
}
function objectSpan(object, endTime, errorType) {
  return {
    name: SPAN_NAME.object(object.name),
    type: "object",
    startTime: Math.min(object.startTime, endTime),
    endTime,
    attributes: { ...objectAttributes(object), [SPAN.objectGoal]: object.goal },
    // What was still waited for has not failed by itself.
    errorType: object.state === "FAILED" ? errorType ?? "not_ready" : void 0
  };
}
function objectAttributes({ name, state, reason }) {
  return known({
    [EVENT_ATTRIBUTE.objectName]: name,
    [EVENT_ATTRIBUTE.objectState]: state,
    [EVENT_ATTRIBUTE.objectReason]: /^[A-Za-z][A-Za-z0-9_-]{0,63}(?=:|$)/.exec(reason)?.[0]
  });
}

// src/traces/command-span.ts
var RESULT_OF = {
  success: "success",
  failure: "failure",
  cancelled: "cancellation"
};
function commandSpan(facts) {
  const { command, startedAt, durationMs, build, deploy, rollout } = facts;
  const errorType = errorTypeOfCommand(facts);
  const time = { startTime: startedAt, endTime: startedAt + durationMs };
  const images = imageSpans(build?.images ?? [], time);
  return {
    name: command,
    type: "command",
    ...time,
    attributes: { ...processAttributes(facts), ...buildAttributes(build, images), ...releaseAttributes(deploy) },
    errorType,
    events: [...operationEvents(deploy), ...(facts.failedObjects ?? []).map(failedObject)],
    children: rollout === void 0 ? images : [...images, releaseSpan(clippedTo(time, rollout), deploy, errorType)]
  };
}
function clippedTo({ startTime, endTime }, rollout) {
  const inside = (time) => Math.min(Math.max(startTime, time), endTime);
  return { ...rollout, startTime: inside(rollout.startTime), endTime: inside(rollout.endTime) };
}
function errorTypeOfCommand({ result, exitCode, errorText = "" }) {
  return result === "failure" ? errorTypeOf(exitCode, errorText) : void 0;
}
function processAttributes({ result, exitCode, pid, version, commitTime }) {
  return known({
    [SPAN.executable]: "werf",
    [SPAN.exitCode]: exitCode,
    [SPAN.pid]: pid,
    [SPAN.commandResult]: RESULT_OF[result],
    [SPAN.werfVersion]: version,
    [SPAN.commitTime]: commitTime
  });
}
function buildAttributes(build, spans) {
  if (build === void 0) return {};
  const stages = build.images.flatMap((image) => image.stages);
  return known({
    [SPAN.buildImages]: build.images.length,
    [SPAN.buildImagesRebuilt]: build.images.filter(({ rebuilt }) => rebuilt).length,
    [SPAN.buildStages]: stages.length,
    [SPAN.buildStagesRebuilt]: stages.filter(({ rebuilt }) => rebuilt).length,
    [SPAN.buildSpansOmitted]: omittedSpans(build.images, spans) || void 0
  });
}
function releaseAttributes(deploy) {
  if (deploy === void 0) return {};
  return known({
    [SPAN.releaseName]: deploy.release,
    [SPAN.namespace]: deploy.namespace,
    [SPAN.releaseRevision]: deploy.revision,
    [SPAN.releaseStatus]: deploy.status,
    [SPAN.operationsCompleted]: deploy.completed.length,
    [SPAN.operationsCanceled]: deploy.canceled.length,
    [SPAN.operationsFailed]: deploy.failed.length
  });
}
function operationEvents(deploy) {
  const events = (result, operations = []) => operations.map((operation) => operationEvent(operation, result));
  return [
    ...events("completed", deploy?.completed),
    ...events("canceled", deploy?.canceled),
    ...events("failed", deploy?.failed)
  ];
}
function operationEvent(operation, result) {
  const [, action, object = operation] = /^([a-z][a-z -]{0,30}): (.+)$/is.exec(operation) ?? [];
  return {
    name: EVENT.operation,
    attributes: known({
      [EVENT_ATTRIBUTE.operationAction]: action?.toLowerCase(),
      [EVENT_ATTRIBUTE.operationResult]: result,
      [EVENT_ATTRIBUTE.objectName]: object
    })
  };
}
var failedObject = (object) => ({
  name: EVENT.failedObject,
  attributes: objectAttributes(object)
});

// src/traces/key-values.ts
var HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
var HEADER_VALUE = /^[\t\x20-\x7e]*$/;
var OWN_HEADERS = /^(?:connection|content-.*|expect|host|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|user-agent)$/;
function parseKeyValues(text) {
  const pairs = [];
  for (const entry of entriesOf(text)) {
    const { name, value: value2 } = entry;
    if (name === void 0 || name === "" || value2 === void 0) return void 0;
    pairs.push([name, value2]);
  }
  return Object.fromEntries(pairs);
}
var MIN_SECRET_CHARACTERS = 4;
function parseHeaders(text) {
  const secrets = entriesOf(text).flatMap(({ raw, value: value2 = raw }) => [raw, value2, ...tokensOf(value2)]);
  const values = parseKeyValues(text);
  const pairs = Object.entries(values ?? {}).map(([name, value2]) => [name.toLowerCase(), value2]);
  const valid = values !== void 0 && pairs.every(([name, value2]) => HEADER_NAME.test(name) && HEADER_VALUE.test(value2));
  return {
    headers: valid ? Object.fromEntries(pairs.filter(([name]) => !OWN_HEADERS.test(name))) : void 0,
    secrets: [...new Set(secrets)].filter((secret) => secret.trim().length >= MIN_SECRET_CHARACTERS)
  };
}
function entriesOf(text) {
  return text.split(",").map((entry) => entry.trim()).filter((entry) => entry !== "").map((entry) => {
    const at = entry.indexOf("=");
    if (at === -1) return { raw: entry, name: void 0, value: void 0 };
    const raw = entry.slice(at + 1).trim();
    return { raw, name: decode(entry.slice(0, at).trim()), value: decode(raw) };
  });
}
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return void 0;
  }
}
function tokensOf(value2) {
  const [, scheme = "", token = ""] = /^([\w-]+) +(\S.*)$/.exec(value2) ?? [];
  if (token === "") return [];
  const pair = scheme.toLowerCase() === "basic" ? Buffer.from(token, "base64").toString("utf8") : "";
  const password = pair.includes(":") ? pair.slice(pair.indexOf(":") + 1) : "";
  return [token, password];
}

// src/traces/settings.ts
var EXPORTER = "OTEL_EXPORTER_OTLP_";
var DEFAULT_TIMEOUT_MS = 1e4;
var NO_EXPORT = "No trace is sent: ";
function traceSettings(env) {
  const notices = [];
  const headers = readHeaders(env, notices);
  const secrets = headers.secrets;
  const stop = (reason) => ({ notices: [NO_EXPORT + reason], secrets });
  if (isTrue(value(env, "OTEL_SDK_DISABLED"))) return { off: "OTEL_SDK_DISABLED is true", notices: [], secrets };
  const exporters = listOf(value(env, "OTEL_TRACES_EXPORTER") ?? "otlp");
  if (exporters.includes("none")) return { off: "OTEL_TRACES_EXPORTER is none", notices: [], secrets };
  if (!exporters.includes("otlp"))
    return stop("OTEL_TRACES_EXPORTER names no exporter that there is here. There is otlp.");
  const target = readEndpoint(env);
  if (target === void 0) {
    return stop(
      `the input traces is true, but neither ${EXPORTER}ENDPOINT nor ${EXPORTER}TRACES_ENDPOINT is set. Set one of them for this step, to the URL of an OpenTelemetry collector. (A pull request from a fork gets no secrets.)`
    );
  }
  if (target.url === void 0) return stop(`${target.name} is not a URL that starts with http:// or https://.`);
  const protocol = exporterValue(env, "PROTOCOL");
  if (protocol !== void 0 && protocol.value !== "http/protobuf") {
    return stop(`${protocol.name} names a protocol that is not spoken here. Set it to http/protobuf for this step.`);
  }
  const { endpoint, credentials } = withoutCredentials(target.url);
  return {
    settings: {
      endpoint,
      headers: { ...credentials.headers, ...headers.headers },
      compression: readCompression(env, notices),
      timeout: readTimeout(env, notices),
      certificates: readCertificates(env),
      sampler: readSampler(env, notices),
      resource: readResource(env, notices)
    },
    notices,
    secrets: [...secrets, ...credentials.secrets]
  };
}
function readEndpoint(env) {
  const own = `${EXPORTER}TRACES_ENDPOINT`;
  const general = `${EXPORTER}ENDPOINT`;
  const whole2 = value(env, own);
  if (whole2 !== void 0) return { name: own, url: httpUrl(whole2) };
  const base = value(env, general);
  if (base === void 0) return void 0;
  const url = httpUrl(base);
  if (url !== void 0) url.pathname = `${url.pathname.replace(/\/+$/, "")}/v1/traces`;
  return { name: general, url };
}
function httpUrl(text) {
  if (!/^https?:\/\/[^/\\?#]/i.test(text) || !URL.canParse(text)) return void 0;
  const url = new URL(text);
  url.hash = "";
  return url;
}
function withoutCredentials(url) {
  const { username, password } = url;
  const endpoint = new URL(url);
  endpoint.username = "";
  endpoint.password = "";
  if (username === "" && password === "") return { endpoint, credentials: { headers: {}, secrets: [] } };
  const pair = `${decoded(username)}:${decoded(password)}`;
  const basic = Buffer.from(pair).toString("base64");
  const secrets = [password, decoded(password), basic].filter((secret) => secret !== "");
  return { endpoint, credentials: { headers: { authorization: `Basic ${basic}` }, secrets } };
}
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
function readHeaders(env, notices) {
  const headers = {};
  const secrets = [];
  for (const name of [`${EXPORTER}HEADERS`, `${EXPORTER}TRACES_HEADERS`]) {
    const text = value(env, name);
    if (text === void 0) continue;
    const parsed = parseHeaders(text);
    secrets.push(...parsed.secrets);
    if (parsed.headers === void 0) notices.push(notHeeded(name, "a list such as name=value,name=value"));
    else Object.assign(headers, parsed.headers);
  }
  return { headers, secrets };
}
function readCompression(env, notices) {
  const found = exporterValue(env, "COMPRESSION");
  if (found === void 0 || found.value === "none") return "none";
  if (found.value === "gzip") return "gzip";
  notices.push(notHeeded(found.name, "gzip or none"));
  return "none";
}
function readTimeout(env, notices) {
  const found = exporterValue(env, "TIMEOUT");
  if (found === void 0) return DEFAULT_TIMEOUT_MS;
  if (/^\d{1,15}$/.test(found.value)) return Number(found.value) || Number.POSITIVE_INFINITY;
  notices.push(notHeeded(found.name, "a number of milliseconds"));
  return DEFAULT_TIMEOUT_MS;
}
function readCertificates(env) {
  const [ca, cert, key] = ["CERTIFICATE", "CLIENT_CERTIFICATE", "CLIENT_KEY"].map(
    (name) => exporterValue(env, name)?.value
  );
  return { ...ca !== void 0 && { ca }, ...cert !== void 0 && { cert }, ...key !== void 0 && { key } };
}
function readSampler(env, notices) {
  const name = value(env, "OTEL_TRACES_SAMPLER") ?? "parentbased_always_on";
  const parentBased = name.startsWith("parentbased_");
  const root = name.replace(/^parentbased_/, "");
  if (root === "always_on") return { parentBased, ratio: 1 };
  if (root === "always_off") return { parentBased, ratio: 0 };
  if (root === "traceidratio") return { parentBased, ratio: readRatio(env, notices) };
  const names = ["always_on", "always_off", "traceidratio"].join(", ");
  notices.push(notHeeded("OTEL_TRACES_SAMPLER", `${names}, or one of these after parentbased_`));
  return { parentBased: true, ratio: 1 };
}
function readRatio(env, notices) {
  const argument = value(env, "OTEL_TRACES_SAMPLER_ARG");
  if (argument === void 0) return 1;
  const ratio = /^(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?$/i.test(argument) ? Number(argument) : Number.NaN;
  if (ratio >= 0 && ratio <= 1) return ratio;
  notices.push(notHeeded("OTEL_TRACES_SAMPLER_ARG", "a number from 0 to 1"));
  return 1;
}
function readResource(env, notices) {
  const name = "OTEL_RESOURCE_ATTRIBUTES";
  const text = value(env, name);
  const attributes = text === void 0 ? {} : parseKeyValues(text);
  if (attributes === void 0) notices.push(notHeeded(name, "a list such as name=value,name=value"));
  const service = value(env, "OTEL_SERVICE_NAME");
  return { ...attributes, ...service !== void 0 && { "service.name": service } };
}
function exporterValue(env, name) {
  for (const full of [`${EXPORTER}TRACES_${name}`, EXPORTER + name]) {
    const found = value(env, full);
    if (found !== void 0) return { name: full, value: found };
  }
  return void 0;
}
function value(env, name) {
  const text = env[name]?.trim();
  return text === "" ? void 0 : text;
}
var isTrue = (text) => text?.toLowerCase() === "true";
var listOf = (text) => text.split(",").map((word) => word.trim());
var notHeeded = (name, allowed) => `${name} is not heeded: it is not ${allowed}.`;

// src/traces/step-span.ts
var PHASE_NAMES = {
  ready: SPAN_NAME.ready,
  install: SPAN_NAME.install,
  "ci-env": SPAN_NAME.ciEnv
};
var PHASE_ERRORS = {
  ready: "_OTHER",
  install: "install",
  "ci-env": "ci_env"
};
function stepSpan({ facts, phases, env, runId, startTime, endTime }) {
  const { result, errorType } = verdict(facts, phases);
  return {
    name: SPAN_NAME.step,
    type: "step",
    startTime,
    endTime,
    attributes: known({
      [SPAN.taskName]: taskName(env),
      [SPAN.taskRunId]: runId,
      [SPAN.taskRunUrl]: runUrl(env),
      [SPAN.taskResult]: result
    }),
    errorType,
    children: readySpans(phases, facts.cancelled)
  };
}
function verdict({ commands, failure, cancelled }, phases) {
  if (cancelled) return { result: "cancellation" };
  const failedCommand = commands.find((command) => command.result === "failure");
  if (failedCommand !== void 0) return { result: "failure", errorType: errorTypeOfCommand(failedCommand) };
  const unready = errorOfReady(phases);
  if (unready !== void 0) return { result: "error", errorType: unready };
  if (failure !== void 0) return { result: failure === "not_started" ? "error" : "failure", errorType: failure };
  return { result: "success" };
}
function errorOfReady(phases) {
  const failed = phases.filter((phase) => phase.failed);
  const part = failed.find(({ name }) => name !== "ready") ?? failed[0];
  return part === void 0 ? void 0 : PHASE_ERRORS[part.name];
}
function readySpans(phases, cancelled) {
  const spanOf = ({ name, startTime, endTime, failed, details }) => ({
    name: PHASE_NAMES[name],
    type: name,
    startTime,
    endTime,
    attributes: known({ [SPAN.werfVersion]: details.version, [SPAN.installCached]: details.cached }),
    // What a cancellation interrupted has not failed by itself.
    errorType: failed && !cancelled ? name === "ready" ? errorOfReady(phases) : PHASE_ERRORS[name] : void 0
  });
  const parts = phases.filter(({ name }) => name !== "ready").map(spanOf);
  return phases.filter(({ name }) => name === "ready").map((ready) => ({ ...spanOf(ready), children: parts }));
}
function taskName({ GITHUB_JOB: job = "", GITHUB_ACTION: step = "" }) {
  return [job, step.replace(/^__/, "")].filter((part) => part !== "").join("/") || SPAN_NAME.step;
}

// src/traces/tracer.ts
init_dist();

// node_modules/@opentelemetry/core/dist/trace/suppress-tracing.mjs
init_dist();
var SUPPRESS_TRACING_KEY = createContextKey("OpenTelemetry SDK Context Key SUPPRESS_TRACING");
function isTracingSuppressed(context2) {
  return context2.getValue(SUPPRESS_TRACING_KEY) === true;
}

// node_modules/@opentelemetry/core/dist/common/attributes.mjs
init_dist();
var AddAttributeDecision = /* @__PURE__ */ (function(AddAttributeDecision2) {
  AddAttributeDecision2[AddAttributeDecision2["DROP_UNDEFINED"] = 0] = "DROP_UNDEFINED";
  AddAttributeDecision2[AddAttributeDecision2["DROP_INVALID"] = 1] = "DROP_INVALID";
  AddAttributeDecision2[AddAttributeDecision2["DROP_LIMIT_REACHED"] = 2] = "DROP_LIMIT_REACHED";
  AddAttributeDecision2[AddAttributeDecision2["ADD_NEW"] = 3] = "ADD_NEW";
  AddAttributeDecision2[AddAttributeDecision2["ADD_OVERWRITE_EXISTING"] = 4] = "ADD_OVERWRITE_EXISTING";
  return AddAttributeDecision2;
})({});
function maybeAddAttribute(opts) {
  return maybeAddAttributeInternal(opts, isAnyValue);
}
function maybeAddAttributeInternal(opts, isValidValue) {
  if (opts.value === void 0) return 0;
  if (opts.key.length === 0) {
    diag.warn(`Invalid attribute key: ${opts.key}`);
    return 1;
  }
  const isNewKey = !Object.hasOwn(opts.attributes, opts.key);
  if (isNewKey && opts.currentAttributesCount >= opts.limits.attributeCountLimit) return 2;
  if (!isValidValue(opts.value)) {
    diag.warn(`Invalid attribute value set for key: ${opts.key}`);
    return 1;
  }
  let attributeValueLengthLimit = opts.limits.attributeValueLengthLimit;
  if (attributeValueLengthLimit <= 0) {
    diag.warn(`Invalid attributeValueLengthLimit: must be positive, got ${attributeValueLengthLimit} (ignoring)`);
    attributeValueLengthLimit = Infinity;
  }
  opts.attributes[opts.key] = copyAndTruncAnyValue(opts.value, attributeValueLengthLimit);
  if (isNewKey) return 3;
  return 4;
}
function cleanAttributes(inAttributes, limits) {
  return cleanAttributesInternal(inAttributes, limits, isAnyValue);
}
function cleanSimpleAttributes(inAttributes, limits) {
  return cleanAttributesInternal(inAttributes, limits, isSimpleAttributeValue);
}
function cleanAttributesInternal(inAttributes, limits, isValidValue) {
  if (typeof inAttributes !== "object" || inAttributes == null) return {};
  const attributes = {};
  let droppedAttributesCount = 0;
  let attributeValueLengthLimit = limits.attributeValueLengthLimit;
  if (attributeValueLengthLimit <= 0) {
    diag.warn(`Invalid attributeValueLengthLimit: must be positive, got ${attributeValueLengthLimit} (ignoring)`);
    attributeValueLengthLimit = Infinity;
  }
  let count = 0;
  for (const [key, val] of Object.entries(inAttributes)) {
    if (val === void 0) continue;
    if (count >= limits.attributeCountLimit) {
      droppedAttributesCount++;
      continue;
    }
    if (key.length === 0) {
      diag.warn(`Invalid attribute key: ${key}`);
      droppedAttributesCount++;
      continue;
    }
    if (!isValidValue(val)) {
      diag.warn(`Invalid attribute value set for key: ${key}`);
      droppedAttributesCount++;
      continue;
    }
    attributes[key] = copyAndTruncAnyValue(val, attributeValueLengthLimit);
    count++;
  }
  return {
    attributes,
    droppedAttributesCount
  };
}
function isAnyValue(val) {
  return isAnyValueInternal(val, /* @__PURE__ */ new WeakSet());
}
function isAnyValueInternal(val, visited) {
  switch (typeof val) {
    case "undefined":
    case "bigint":
    case "symbol":
    case "function":
      return false;
    case "string":
    case "number":
    case "boolean":
      return true;
    case "object":
      break;
    default:
      return false;
  }
  if (val === null) return true;
  if (val instanceof Uint8Array) return true;
  if (visited.has(val)) return false;
  visited.add(val);
  const isValid = isAnyValueObject(val, visited);
  visited.delete(val);
  return isValid;
}
function isAnyValueObject(val, visited) {
  if (Array.isArray(val)) {
    for (const item of val) if (item !== void 0 && !isAnyValueInternal(item, visited)) return false;
    return true;
  }
  const obj = val;
  if (obj.constructor !== Object && obj.constructor !== void 0) return false;
  for (const k of Object.keys(obj)) {
    const v = obj[k];
    if (v !== void 0 && !isAnyValueInternal(v, visited)) return false;
  }
  return true;
}
function copyAndTruncAnyValue(val, limit) {
  switch (typeof val) {
    case "number":
    case "boolean":
    case "undefined":
    case "bigint":
    case "symbol":
    case "function":
      return val;
    case "string":
      if (val.length <= limit) return val;
      else return val.substring(0, limit);
    case "object":
      break;
    default:
      return val;
  }
  if (val === null) return val;
  if (val instanceof Uint8Array) {
    if (val.length <= limit) return val;
    else return val.slice(0, limit);
  }
  if (Array.isArray(val)) return val.map((elem) => copyAndTruncAnyValue(elem, limit));
  const truncObj = {};
  const obj = val;
  for (const k of Object.keys(obj)) if (obj[k] !== void 0) truncObj[k] = copyAndTruncAnyValue(obj[k], limit);
  return truncObj;
}
function isSimpleAttributeValue(val) {
  if (Array.isArray(val)) return isHomogeneousAttributeValueArray(val);
  return isValidPrimitiveAttributeValueType(typeof val);
}
function isHomogeneousAttributeValueArray(arr) {
  let type;
  for (const element of arr) {
    if (element == null) continue;
    const elementType = typeof element;
    if (elementType === type) continue;
    if (!type) {
      if (isValidPrimitiveAttributeValueType(elementType)) {
        type = elementType;
        continue;
      }
      return false;
    }
    return false;
  }
  return true;
}
function isValidPrimitiveAttributeValueType(valType) {
  switch (valType) {
    case "number":
    case "boolean":
    case "string":
      return true;
  }
  return false;
}

// node_modules/@opentelemetry/core/dist/common/logging-error-handler.mjs
init_dist();
function loggingErrorHandler() {
  return (ex) => {
    diag.error(stringifyException(ex));
  };
}
function stringifyException(ex) {
  if (typeof ex === "string") return ex;
  else return JSON.stringify(flattenException(ex));
}
function flattenException(ex) {
  const result = {};
  let current = ex;
  while (current !== null) {
    Object.getOwnPropertyNames(current).forEach((propertyName) => {
      if (result[propertyName]) return;
      const value2 = current[propertyName];
      if (value2) result[propertyName] = String(value2);
    });
    current = Object.getPrototypeOf(current);
  }
  return result;
}

// node_modules/@opentelemetry/core/dist/common/global-error-handler.mjs
var delegateHandler = loggingErrorHandler();
function globalErrorHandler(ex) {
  try {
    delegateHandler(ex);
  } catch {
  }
}

// node_modules/@opentelemetry/core/dist/common/time.mjs
var NANOSECOND_DIGITS = 9;
var MILLISECONDS_TO_NANOSECONDS = Math.pow(10, 6);
var SECOND_TO_NANOSECONDS = Math.pow(10, NANOSECOND_DIGITS);
function millisToHrTime(epochMillis) {
  const epochSeconds = epochMillis / 1e3;
  return [Math.trunc(epochSeconds), Math.round(epochMillis % 1e3 * MILLISECONDS_TO_NANOSECONDS)];
}
function hrTime(performanceNow) {
  return addHrTimes(millisToHrTime(performance.timeOrigin), millisToHrTime(typeof performanceNow === "number" ? performanceNow : performance.now()));
}
function hrTimeDuration(startTime, endTime) {
  let seconds = endTime[0] - startTime[0];
  let nanos = endTime[1] - startTime[1];
  if (nanos < 0) {
    seconds -= 1;
    nanos += SECOND_TO_NANOSECONDS;
  }
  return [seconds, nanos];
}
function isTimeInputHrTime(value2) {
  return Array.isArray(value2) && value2.length === 2 && typeof value2[0] === "number" && typeof value2[1] === "number";
}
function isTimeInput(value2) {
  return isTimeInputHrTime(value2) || typeof value2 === "number" || value2 instanceof Date;
}
function addHrTimes(time1, time2) {
  const out = [time1[0] + time2[0], time1[1] + time2[1]];
  if (out[1] >= SECOND_TO_NANOSECONDS) {
    out[1] -= SECOND_TO_NANOSECONDS;
    out[0] += 1;
  }
  return out;
}

// node_modules/@opentelemetry/core/dist/internal/validators.mjs
var VALID_KEY_CHAR_RANGE = "[_0-9a-z-*/]";
var VALID_KEY_REGEX = new RegExp(`^(?:${`[a-z]${VALID_KEY_CHAR_RANGE}{0,255}`}|${`[a-z0-9]${VALID_KEY_CHAR_RANGE}{0,240}@[a-z]${VALID_KEY_CHAR_RANGE}{0,13}`})$`);
var VALID_VALUE_BASE_REGEX = /^[ -~]{0,255}[!-~]$/;
var INVALID_VALUE_COMMA_EQUAL_REGEX = /,|=/;
function validateKey(key) {
  return VALID_KEY_REGEX.test(key);
}
function validateValue(value2) {
  return VALID_VALUE_BASE_REGEX.test(value2) && !INVALID_VALUE_COMMA_EQUAL_REGEX.test(value2);
}

// node_modules/@opentelemetry/core/dist/trace/TraceState.mjs
var MAX_TRACE_STATE_ITEMS = 32;
var MAX_TRACE_STATE_LEN = 512;
var LIST_MEMBERS_SEPARATOR = ",";
var LIST_MEMBER_KEY_VALUE_SPLITTER = "=";
var TraceState = class TraceState2 {
  _length;
  _rawTraceState;
  _internalState;
  constructor(rawTraceState) {
    this._rawTraceState = typeof rawTraceState === "string" ? rawTraceState : "";
    this._length = this._rawTraceState.length;
  }
  set(key, value2) {
    if (!validateKey(key) || !validateValue(value2)) return this;
    const currState = this._getState();
    const currValue = currState.get(key);
    let newLength = this._length;
    if (typeof currValue === "string") newLength += value2.length - currValue.length;
    else {
      if (currState.size >= MAX_TRACE_STATE_ITEMS) return this;
      newLength += key.length + value2.length + (currState.size > 0 ? 2 : 1);
    }
    if (newLength > MAX_TRACE_STATE_LEN) return this;
    const newState = new Map(currState);
    newState.delete(key);
    newState.set(key, value2);
    return this._fromState(newState, newLength);
  }
  unset(key) {
    const currState = this._getState();
    const currValue = currState.get(key);
    if (typeof currValue !== "string") return this;
    let newLength = this._length - (key.length + currValue.length + 1);
    if (currState.size > 1) newLength = newLength - 1;
    const newState = new Map(currState);
    newState.delete(key);
    return this._fromState(newState, newLength);
  }
  get(key) {
    return this._getState().get(key);
  }
  serialize() {
    let serialized = "";
    let index = 0;
    for (const entry of this._getState()) {
      if (index > 0) serialized = LIST_MEMBERS_SEPARATOR + serialized;
      serialized = `${entry[0]}${LIST_MEMBER_KEY_VALUE_SPLITTER}${entry[1]}` + serialized;
      index++;
    }
    return serialized;
  }
  _getState() {
    if (this._internalState) return this._internalState;
    const vendorMembers = this._rawTraceState.split(LIST_MEMBERS_SEPARATOR);
    const vendorEntries = /* @__PURE__ */ new Map();
    let currentLength = 0;
    for (const member of vendorMembers) {
      const m = member.trim();
      const idx = m.indexOf(LIST_MEMBER_KEY_VALUE_SPLITTER);
      if (idx === -1) continue;
      const key = m.slice(0, idx);
      const value2 = m.slice(idx + 1);
      if (!validateKey(key) || !validateValue(value2)) continue;
      const futureLength = currentLength + m.length + (vendorEntries.size > 0 ? 1 : 0);
      if (futureLength > MAX_TRACE_STATE_LEN) continue;
      vendorEntries.set(key, value2);
      currentLength = futureLength;
      if (vendorEntries.size >= MAX_TRACE_STATE_ITEMS) break;
    }
    this._length = currentLength;
    this._internalState = new Map(Array.from(vendorEntries.entries()).reverse());
    return this._internalState;
  }
  _fromState(state, length) {
    const traceState = Object.create(TraceState2.prototype);
    traceState._internalState = state;
    traceState._length = length;
    return traceState;
  }
};

// node_modules/@opentelemetry/core/dist/trace/W3CTraceContextPropagator.mjs
init_dist();
var TRACE_PARENT_HEADER = "traceparent";
var TRACE_STATE_HEADER = "tracestate";
var VERSION2 = "00";
var TRACE_PARENT_REGEX = new RegExp(`^\\s?((?!ff)[\\da-f]{2})-((?![0]{32})[\\da-f]{32})-((?![0]{16})[\\da-f]{16})-([\\da-f]{2})(-.*)?\\s?$`);
function parseTraceParent(traceParent) {
  const match = TRACE_PARENT_REGEX.exec(traceParent);
  if (!match) return null;
  if (match[1] === "00" && match[5]) return null;
  return {
    traceId: match[2],
    spanId: match[3],
    traceFlags: parseInt(match[4], 16)
  };
}
var W3CTraceContextPropagator = class {
  inject(context2, carrier, setter) {
    const spanContext = trace.getSpanContext(context2);
    if (!spanContext || isTracingSuppressed(context2) || !isSpanContextValid(spanContext)) return;
    const traceParent = `${VERSION2}-${spanContext.traceId}-${spanContext.spanId}-0${Number(spanContext.traceFlags || TraceFlags.NONE).toString(16)}`;
    setter.set(carrier, TRACE_PARENT_HEADER, traceParent);
    if (spanContext.traceState) setter.set(carrier, TRACE_STATE_HEADER, spanContext.traceState.serialize());
  }
  extract(context2, carrier, getter) {
    const traceParentHeader = getter.get(carrier, TRACE_PARENT_HEADER);
    if (!traceParentHeader) return context2;
    const traceParent = Array.isArray(traceParentHeader) ? traceParentHeader[0] : traceParentHeader;
    if (typeof traceParent !== "string") return context2;
    const spanContext = parseTraceParent(traceParent);
    if (!spanContext) return context2;
    spanContext.isRemote = true;
    const traceStateHeader = getter.get(carrier, TRACE_STATE_HEADER);
    if (traceStateHeader) {
      const state = Array.isArray(traceStateHeader) ? traceStateHeader.join(",") : traceStateHeader;
      spanContext.traceState = new TraceState(typeof state === "string" ? state : void 0);
    }
    return trace.setSpanContext(context2, spanContext);
  }
  fields() {
    return [TRACE_PARENT_HEADER, TRACE_STATE_HEADER];
  }
};

// node_modules/@opentelemetry/core/dist/version.mjs
var VERSION3 = "3.1.1";

// node_modules/@opentelemetry/core/dist/semconv.mjs
var ATTR_PROCESS_RUNTIME_NAME = "process.runtime.name";

// node_modules/@opentelemetry/semantic-conventions/dist/stable_attributes.mjs
var ATTR_EXCEPTION_MESSAGE = "exception.message";
var ATTR_EXCEPTION_STACKTRACE = "exception.stacktrace";
var ATTR_EXCEPTION_TYPE = "exception.type";
var ATTR_SERVICE_NAME = "service.name";
var ATTR_TELEMETRY_SDK_LANGUAGE = "telemetry.sdk.language";
var TELEMETRY_SDK_LANGUAGE_VALUE_NODEJS = "nodejs";
var ATTR_TELEMETRY_SDK_NAME = "telemetry.sdk.name";
var ATTR_TELEMETRY_SDK_VERSION = "telemetry.sdk.version";

// node_modules/@opentelemetry/core/dist/platform/node/sdk-info.mjs
var SDK_INFO = {
  [ATTR_TELEMETRY_SDK_NAME]: "opentelemetry",
  [ATTR_PROCESS_RUNTIME_NAME]: "node",
  [ATTR_TELEMETRY_SDK_LANGUAGE]: TELEMETRY_SDK_LANGUAGE_VALUE_NODEJS,
  [ATTR_TELEMETRY_SDK_VERSION]: VERSION3
};

// node_modules/@opentelemetry/otlp-transformer/dist/common/protobuf/utils.mjs
function estimateVarintSize(v) {
  if (v < 0) return 10;
  if (v < 128) return 1;
  if (v < 16384) return 2;
  if (v < 2097152) return 3;
  if (v < 268435456) return 4;
  if (v < 34359738368) return 5;
  if (v < 4398046511104) return 6;
  if (v < 562949953421312) return 7;
  if (v < 72057594037927940) return 8;
  return 9;
}

// node_modules/@opentelemetry/otlp-transformer/dist/common/protobuf/protobuf-writer.mjs
init_dist();
var GROWING_BUFFER_DEBUG_MESSAGE = "ProtobufWriter: estimated size was too small, growing buffer.";
var RESERVED_LENGTH_BYTES = 1;
var ProtobufWriter = class {
  _buffer;
  _textEncoder;
  _dataView;
  pos = 0;
  constructor(estimatedSize = 65536) {
    this._buffer = new Uint8Array(estimatedSize);
    this._textEncoder = new TextEncoder();
    this._dataView = new DataView(this._buffer.buffer, this._buffer.byteOffset);
  }
  /**
  * Ensure buffer has capacity for at least size more bytes
  */
  _ensureCapacity(size) {
    const needed = this.pos + size;
    if (needed <= this._buffer.length) return;
    diag.debug(GROWING_BUFFER_DEBUG_MESSAGE);
    let newSize = this._buffer.length * 2;
    while (newSize < needed) newSize *= 2;
    const newBuffer = new Uint8Array(newSize);
    newBuffer.set(this._buffer);
    this._buffer = newBuffer;
    this._dataView = new DataView(this._buffer.buffer, this._buffer.byteOffset);
  }
  /**
  * Get the written bytes as a Uint8Array
  */
  finish() {
    return this._buffer.subarray(0, this.pos);
  }
  /**
  * Insert placeholder for length. Update later with {@link finishLengthDelimited}
  * Returns the position where to write the length.
  */
  startLengthDelimited() {
    const lengthPos = this.pos;
    this._ensureCapacity(RESERVED_LENGTH_BYTES);
    this.pos += RESERVED_LENGTH_BYTES;
    return lengthPos;
  }
  /**
  * Write length varint at placeholder position and shift content forward if needed.
  * Most messages are small (< 128 bytes), so we reserve 1 byte and only shift
  * when the length needs more bytes.
  */
  finishLengthDelimited(pos, length) {
    const v = length >>> 0;
    const varintSize = estimateVarintSize(v);
    if (varintSize > RESERVED_LENGTH_BYTES) {
      const additionalBytes = varintSize - RESERVED_LENGTH_BYTES;
      this._ensureCapacity(additionalBytes);
      this._buffer.copyWithin(pos + varintSize, pos + RESERVED_LENGTH_BYTES, this.pos);
      this.pos += additionalBytes;
    }
    let writePos = pos;
    if (v < 128) this._buffer[writePos] = v;
    else if (v < 16384) {
      this._buffer[writePos++] = v & 127 | 128;
      this._buffer[writePos] = v >>> 7;
    } else if (v < 2097152) {
      this._buffer[writePos++] = v & 127 | 128;
      this._buffer[writePos++] = v >>> 7 & 127 | 128;
      this._buffer[writePos] = v >>> 14;
    } else if (v < 268435456) {
      this._buffer[writePos++] = v & 127 | 128;
      this._buffer[writePos++] = v >>> 7 & 127 | 128;
      this._buffer[writePos++] = v >>> 14 & 127 | 128;
      this._buffer[writePos] = v >>> 21;
    } else {
      this._buffer[writePos++] = v & 127 | 128;
      this._buffer[writePos++] = v >>> 7 & 127 | 128;
      this._buffer[writePos++] = v >>> 14 & 127 | 128;
      this._buffer[writePos++] = v >>> 21 & 127 | 128;
      this._buffer[writePos] = v >>> 28;
    }
  }
  /**
  * Write a sint32 value using zigzag encoding
  */
  writeSint32(value2) {
    this.writeVarint((value2 << 1 ^ value2 >> 31) >>> 0);
  }
  /**
  * Write a signed 64-bit fixed integer (sfixed64) from a JS number.
  * Handles negative values via two's complement.
  */
  writeSfixed64(value2) {
    let low;
    let high;
    if (value2 >= 0) {
      low = value2 >>> 0;
      high = value2 / 4294967296 >>> 0;
    } else {
      const abs = Math.abs(value2);
      low = abs >>> 0;
      high = abs / 4294967296 >>> 0;
      low = ~low >>> 0;
      high = ~high >>> 0;
      low = low + 1 >>> 0;
      if (low === 0) high = high + 1 >>> 0;
    }
    this.writeFixed64(low, high);
  }
  /**
  * Write a varint (variable-length integer)
  */
  writeVarint(value2) {
    this._ensureCapacity(estimateVarintSize(value2));
    if (value2 >= 0 && value2 <= 4294967295) {
      let v = value2 >>> 0;
      while (v > 127) {
        this._buffer[this.pos++] = v & 127 | 128;
        v >>>= 7;
      }
      this._buffer[this.pos++] = v;
    } else {
      let low;
      let high;
      if (value2 >= 0) {
        low = value2 >>> 0;
        high = value2 / 4294967296 >>> 0;
      } else {
        const abs = Math.abs(value2);
        low = abs >>> 0;
        high = abs / 4294967296 >>> 0;
        low = ~low >>> 0;
        high = ~high >>> 0;
        low = low + 1 >>> 0;
        if (low === 0) high = high + 1 >>> 0;
      }
      while (high > 0 || low > 127) {
        this._buffer[this.pos++] = low & 127 | 128;
        low = (low >>> 7 | high << 25) >>> 0;
        high >>>= 7;
      }
      this._buffer[this.pos++] = low & 127;
    }
  }
  /**
  * Write a 32-bit fixed integer (little-endian)
  */
  writeFixed32(value2) {
    this._ensureCapacity(4);
    const v = value2 >>> 0;
    this._buffer[this.pos++] = v & 255;
    this._buffer[this.pos++] = v >>> 8 & 255;
    this._buffer[this.pos++] = v >>> 16 & 255;
    this._buffer[this.pos++] = v >>> 24 & 255;
  }
  /**
  * Write a 64-bit fixed integer (little-endian)
  * @param low - Low 32 bits
  * @param high - High 32 bits
  */
  writeFixed64(low, high) {
    this._ensureCapacity(8);
    const l = low >>> 0;
    const h = high >>> 0;
    this._buffer[this.pos++] = l & 255;
    this._buffer[this.pos++] = l >>> 8 & 255;
    this._buffer[this.pos++] = l >>> 16 & 255;
    this._buffer[this.pos++] = l >>> 24 & 255;
    this._buffer[this.pos++] = h & 255;
    this._buffer[this.pos++] = h >>> 8 & 255;
    this._buffer[this.pos++] = h >>> 16 & 255;
    this._buffer[this.pos++] = h >>> 24 & 255;
  }
  /**
  * Write length-delimited data (varint length + bytes)
  */
  writeBytes(bytes) {
    this.writeVarint(bytes.length);
    this._ensureCapacity(bytes.length);
    this._buffer.set(bytes, this.pos);
    this.pos += bytes.length;
  }
  /**
  * Write a field key (field number + wire type)
  */
  writeTag(fieldNumber, wireType) {
    this.writeVarint(fieldNumber << 3 | wireType);
  }
  /**
  * Write a double (64-bit IEEE 754)
  */
  writeDouble(value2) {
    this._ensureCapacity(8);
    this._dataView.setFloat64(this.pos, value2, true);
    this.pos += 8;
  }
  /**
  * Write a string as UTF-8 bytes (length-delimited)
  */
  writeString(str) {
    let isAscii = true;
    const len = str.length;
    for (let i = 0; i < len; i++) if (str.charCodeAt(i) > 127) {
      isAscii = false;
      break;
    }
    if (isAscii) {
      this.writeVarint(len);
      this._ensureCapacity(len);
      for (let i = 0; i < len; i++) this._buffer[this.pos++] = str.charCodeAt(i);
    } else {
      const bytes = this._textEncoder.encode(str);
      this.writeBytes(bytes);
    }
  }
};

// node_modules/@opentelemetry/otlp-transformer/dist/common/hex-to-binary.mjs
function intValue(charCode) {
  if (charCode >= 48 && charCode <= 57) return charCode - 48;
  if (charCode >= 97 && charCode <= 102) return charCode - 87;
  return charCode - 55;
}
function hexToBinary(hexStr) {
  const buf = new Uint8Array(hexStr.length / 2);
  let offset = 0;
  for (let i = 0; i < hexStr.length; i += 2) {
    const hi = intValue(hexStr.charCodeAt(i));
    const lo = intValue(hexStr.charCodeAt(i + 1));
    buf[offset++] = hi << 4 | lo;
  }
  return buf;
}

// node_modules/@opentelemetry/otlp-transformer/dist/common/protobuf/common-serializer.mjs
function writeHrTimeAsFixed64(serializer, hrTime2) {
  const seconds = hrTime2[0];
  const nanos = hrTime2[1];
  const nanosPerSecond = 1e9;
  const secondsLower16Bits = seconds & 65535;
  const secondsUpperBits = seconds / 65536 >>> 0;
  const nanosFromLower16Bits = secondsLower16Bits * nanosPerSecond;
  const nanosFromUpperBits = secondsUpperBits * nanosPerSecond;
  const lower16ContributionLow32 = nanosFromLower16Bits >>> 0;
  const lower16ContributionHigh32 = Math.floor(nanosFromLower16Bits / 4294967296);
  const upperBitsContributionLow32 = (nanosFromUpperBits & 65535) * 65536 >>> 0;
  const upperBitsContributionHigh32 = nanosFromUpperBits / 65536 >>> 0;
  const low32WithCarry = lower16ContributionLow32 + upperBitsContributionLow32 + nanos;
  const totalLow = low32WithCarry >>> 0;
  const carry = Math.floor(low32WithCarry / 4294967296);
  const totalHigh = lower16ContributionHigh32 + upperBitsContributionHigh32 + carry >>> 0;
  serializer.writeFixed64(totalLow, totalHigh);
}
function writeAttributes(writer, attributes, fieldNumber) {
  for (const key in attributes) {
    if (!Object.prototype.hasOwnProperty.call(attributes, key)) continue;
    const value2 = attributes[key];
    writer.writeTag(fieldNumber, 2);
    const kvStart = writer.startLengthDelimited();
    const startPos = writer.pos;
    writeKeyValue(writer, key, value2);
    writer.finishLengthDelimited(kvStart, writer.pos - startPos);
  }
}
function writeKeyValue(writer, key, value2) {
  writer.writeTag(1, 2);
  writer.writeString(key);
  writer.writeTag(2, 2);
  const valueStart = writer.startLengthDelimited();
  const startPos = writer.pos;
  writeAnyValue(writer, value2);
  writer.finishLengthDelimited(valueStart, writer.pos - startPos);
}
var MIN_64_BIT_INT = -(2 ** 63);
var MAX_64_BIT_INT = 2 ** 63;
function writeAnyValue(writer, value2) {
  const t = typeof value2;
  if (t === "string") {
    writer.writeTag(1, 2);
    writer.writeString(value2);
  } else if (t === "boolean") {
    writer.writeTag(2, 0);
    writer.writeVarint(value2 ? 1 : 0);
  } else if (t === "number") {
    const numValue = value2;
    if (Number.isInteger(numValue) && numValue >= MIN_64_BIT_INT && numValue < MAX_64_BIT_INT) {
      writer.writeTag(3, 0);
      writer.writeVarint(numValue);
    } else {
      writer.writeTag(4, 1);
      writer.writeDouble(numValue);
    }
  } else if (value2 instanceof Uint8Array) {
    writer.writeTag(7, 2);
    writer.writeBytes(value2);
  } else if (Array.isArray(value2)) {
    writer.writeTag(5, 2);
    const arrayStart = writer.startLengthDelimited();
    const arrayStartPos = writer.pos;
    for (const item of value2) {
      writer.writeTag(1, 2);
      const itemStart = writer.startLengthDelimited();
      const itemStartPos = writer.pos;
      writeAnyValue(writer, item);
      writer.finishLengthDelimited(itemStart, writer.pos - itemStartPos);
    }
    writer.finishLengthDelimited(arrayStart, writer.pos - arrayStartPos);
  } else if (t === "object" && value2 != null) {
    writer.writeTag(6, 2);
    const kvlistStart = writer.startLengthDelimited();
    const kvlistStartPos = writer.pos;
    const obj = value2;
    for (const k in obj) {
      if (!Object.prototype.hasOwnProperty.call(obj, k)) continue;
      const v = obj[k];
      writer.writeTag(1, 2);
      const kvStart = writer.startLengthDelimited();
      const kvStartPos = writer.pos;
      writer.writeTag(1, 2);
      writer.writeString(k);
      writer.writeTag(2, 2);
      const valueStart = writer.startLengthDelimited();
      const valueStartPos = writer.pos;
      writeAnyValue(writer, v);
      writer.finishLengthDelimited(valueStart, writer.pos - valueStartPos);
      writer.finishLengthDelimited(kvStart, writer.pos - kvStartPos);
    }
    writer.finishLengthDelimited(kvlistStart, writer.pos - kvlistStartPos);
  }
}
function writeInstrumentationScope(writer, scope, fieldNumber) {
  writer.writeTag(fieldNumber, 2);
  const start = writer.startLengthDelimited();
  const startPos = writer.pos;
  writer.writeTag(1, 2);
  writer.writeString(scope.name);
  if (scope.version) {
    writer.writeTag(2, 2);
    writer.writeString(scope.version);
  }
  if (scope.attributes) writeAttributes(writer, scope.attributes, 3);
  if (scope.droppedAttributesCount) {
    writer.writeTag(4, 0);
    writer.writeVarint(scope.droppedAttributesCount);
  }
  writer.finishLengthDelimited(start, writer.pos - startPos);
}
function writeResource(writer, resource, fieldNumber) {
  writer.writeTag(fieldNumber, 2);
  const resourceStart = writer.startLengthDelimited();
  const resourceStartPos = writer.pos;
  if (resource.attributes) writeAttributes(writer, resource.attributes, 1);
  writer.writeTag(2, 0);
  writer.writeVarint(0);
  writer.finishLengthDelimited(resourceStart, writer.pos - resourceStartPos);
}

// node_modules/@opentelemetry/otlp-transformer/dist/common/protobuf/protobuf-size-estimator.mjs
function utf8ByteLength(str) {
  const len = str.length;
  let byteLen = 0;
  for (let i = 0; i < len; i++) {
    const code = str.charCodeAt(i);
    if (code < 128) byteLen += 1;
    else if (code < 2048) byteLen += 2;
    else if (code < 55296 || code >= 57344) byteLen += 3;
    else {
      i++;
      byteLen += 4;
    }
  }
  return byteLen;
}
var ProtobufSizeEstimator = class {
  pos = 0;
  startLengthDelimited() {
    return this.pos;
  }
  finishLengthDelimited(_, length) {
    this.pos += estimateVarintSize(length);
  }
  writeVarint(value2) {
    this.pos += estimateVarintSize(value2);
  }
  writeSint32(value2) {
    this.pos += estimateVarintSize((value2 << 1 ^ value2 >> 31) >>> 0);
  }
  writeSfixed64(_value) {
    this.pos += 8;
  }
  writeFixed32(_value) {
    this.pos += 4;
  }
  writeFixed64(_low, _high) {
    this.pos += 8;
  }
  writeBytes(bytes) {
    this.pos += estimateVarintSize(bytes.length);
    this.pos += bytes.length;
  }
  writeTag(fieldNumber, wireType) {
    this.writeVarint(fieldNumber << 3 | wireType);
  }
  writeDouble(_value) {
    this.pos += 8;
  }
  writeString(str) {
    const byteLen = utf8ByteLength(str);
    this.pos += estimateVarintSize(byteLen);
    this.pos += byteLen;
  }
};

// node_modules/@opentelemetry/otlp-transformer/dist/common/protobuf/protobuf-reader.mjs
var ProtobufReader = class {
  pos = 0;
  _buf;
  _textDecoder;
  constructor(buf) {
    this._buf = buf;
    this._textDecoder = new TextDecoder();
  }
  isAtEnd() {
    return this.pos >= this._buf.length;
  }
  /** Read a varint and decode it as a tag, returning field number and wire type. */
  readTag() {
    const raw = this.readVarint();
    return {
      fieldNumber: raw >>> 3,
      wireType: raw & 7
    };
  }
  /**
  * Read a base-128 varint.
  * Returns a JS `number`; precision above 2^53 is silently lost.
  * Throws if the buffer is truncated mid-varint.
  */
  readVarint() {
    let result = 0;
    let shift = 0;
    let terminated = false;
    while (this.pos < this._buf.length) {
      const b = this._buf[this.pos++];
      result += (b & 127) * Math.pow(2, shift);
      shift += 7;
      if ((b & 128) === 0) {
        terminated = true;
        break;
      }
    }
    if (!terminated) throw new Error("Truncated buffer: unexpected end of data while reading varint");
    return result;
  }
  /** Read a length-delimited byte sequence (bytes field or embedded message). */
  readBytes() {
    const len = this.readVarint();
    if (this.pos + len > this._buf.length) throw new Error(`Truncated buffer: expected ${len} bytes at position ${this.pos}, but only ${this._buf.length - this.pos} available`);
    const slice = this._buf.subarray(this.pos, this.pos + len);
    this.pos += len;
    return slice;
  }
  /** Read a length-delimited UTF-8 string. */
  readString() {
    return this._textDecoder.decode(this.readBytes());
  }
  /**
  * Skip an unknown field.
  * Handles wire types 0 (varint), 1 (64-bit), 2 (length-delimited),
  * and 5 (32-bit).
  *
  * Wire types 3 and 4 (start-group / end-group) are deprecated in proto3
  * and are not used by any OpenTelemetry proto definition. Encountering
  * them is treated as an error.
  */
  skip(wireType) {
    switch (wireType) {
      case 0:
        this.readVarint();
        break;
      case 1:
        this.pos += 8;
        break;
      case 2:
        this.readBytes();
        break;
      case 5:
        this.pos += 4;
        break;
      default:
        throw new Error(`Unknown wire type ${wireType}, cannot safely skip`);
    }
  }
};

// node_modules/@opentelemetry/resources/dist/utils.mjs
var isPromiseLike = (val) => {
  return val !== null && typeof val === "object" && typeof val.then === "function";
};

// node_modules/@opentelemetry/resources/dist/ResourceImpl.mjs
init_dist();

// node_modules/@opentelemetry/resources/dist/detectors/platform/node/default-service-name.mjs
var serviceName;
function defaultServiceName() {
  if (serviceName === void 0) try {
    const argv0 = globalThis.process.argv0;
    serviceName = argv0 ? `unknown_service:${argv0}` : "unknown_service";
  } catch {
    serviceName = "unknown_service";
  }
  return serviceName;
}

// node_modules/@opentelemetry/resources/dist/ResourceImpl.mjs
var ResourceImpl = class ResourceImpl2 {
  _rawAttributes;
  _asyncAttributesPending = false;
  _schemaUrl;
  _memoizedAttributes;
  static FromAttributeList(attributes, options) {
    const res = new ResourceImpl2({}, options);
    res._rawAttributes = guardedRawAttributes(attributes);
    res._asyncAttributesPending = attributes.filter(([_, val]) => isPromiseLike(val)).length > 0;
    return res;
  }
  constructor(resource, options) {
    const attributes = resource.attributes ?? {};
    this._rawAttributes = Object.entries(attributes).map(([k, v]) => {
      if (isPromiseLike(v)) this._asyncAttributesPending = true;
      return [k, v];
    });
    this._rawAttributes = guardedRawAttributes(this._rawAttributes);
    this._schemaUrl = validateSchemaUrl(options?.schemaUrl);
  }
  get asyncAttributesPending() {
    return this._asyncAttributesPending;
  }
  async waitForAsyncAttributes() {
    if (!this.asyncAttributesPending) return;
    for (let i = 0; i < this._rawAttributes.length; i++) {
      const [k, v] = this._rawAttributes[i];
      this._rawAttributes[i] = [k, isPromiseLike(v) ? await v : v];
    }
    this._asyncAttributesPending = false;
  }
  get attributes() {
    if (this.asyncAttributesPending) diag.error("Accessing resource attributes before async attributes settled");
    if (this._memoizedAttributes) return this._memoizedAttributes;
    const attrs = {};
    for (const [k, v] of this._rawAttributes) {
      if (isPromiseLike(v)) {
        diag.debug(`Unsettled resource attribute ${k} skipped`);
        continue;
      }
      if (Object.hasOwn(attrs, k)) {
      } else if (k.length === 0) diag.warn("dropping invalid resource attribute key: <empty string>");
      else if (!isSimpleAttributeValue(v)) diag.warn(`dropping invalid resource attribute value for key "${k}"`);
      else attrs[k] = v;
    }
    if (!this._asyncAttributesPending) this._memoizedAttributes = attrs;
    return attrs;
  }
  getRawAttributes() {
    return this._rawAttributes;
  }
  get schemaUrl() {
    return this._schemaUrl;
  }
  merge(resource) {
    if (resource == null) return this;
    const mergedSchemaUrl = mergeSchemaUrl(this, resource);
    const mergedOptions = mergedSchemaUrl ? { schemaUrl: mergedSchemaUrl } : void 0;
    return ResourceImpl2.FromAttributeList([...resource.getRawAttributes(), ...this.getRawAttributes()], mergedOptions);
  }
};
function resourceFromAttributes(attributes, options) {
  return ResourceImpl.FromAttributeList(Object.entries(attributes), options);
}
function defaultResource() {
  return resourceFromAttributes({
    [ATTR_SERVICE_NAME]: defaultServiceName(),
    [ATTR_TELEMETRY_SDK_LANGUAGE]: SDK_INFO[ATTR_TELEMETRY_SDK_LANGUAGE],
    [ATTR_TELEMETRY_SDK_NAME]: SDK_INFO[ATTR_TELEMETRY_SDK_NAME],
    [ATTR_TELEMETRY_SDK_VERSION]: SDK_INFO[ATTR_TELEMETRY_SDK_VERSION]
  });
}
function guardedRawAttributes(attributes) {
  return attributes.map(([k, v]) => {
    if (isPromiseLike(v)) return [k, v.then((val) => val, (err) => {
      diag.debug("promise rejection for resource attribute: %s - %s", k, err);
    })];
    return [k, v];
  });
}
function validateSchemaUrl(schemaUrl) {
  if (typeof schemaUrl === "string" || schemaUrl === void 0) return schemaUrl;
  diag.warn("Schema URL must be string or undefined, got %s. Schema URL will be ignored.", schemaUrl);
}
function mergeSchemaUrl(old, updating) {
  const oldSchemaUrl = old?.schemaUrl;
  const updatingSchemaUrl = updating?.schemaUrl;
  const isOldEmpty = oldSchemaUrl === void 0 || oldSchemaUrl === "";
  const isUpdatingEmpty = updatingSchemaUrl === void 0 || updatingSchemaUrl === "";
  if (isOldEmpty) return updatingSchemaUrl;
  if (isUpdatingEmpty) return oldSchemaUrl;
  if (oldSchemaUrl === updatingSchemaUrl) return oldSchemaUrl;
  diag.warn('Schema URL merge conflict: old resource has "%s", updating resource has "%s". Resulting resource will have undefined Schema URL.', oldSchemaUrl, updatingSchemaUrl);
}

// node_modules/@opentelemetry/otlp-transformer/dist/trace/protobuf/trace-serializer.mjs
var SPAN_FLAGS_CONTEXT_HAS_IS_REMOTE_MASK = 256;
var SPAN_FLAGS_CONTEXT_IS_REMOTE_MASK = 512;
function buildSpanFlags(traceFlags, isRemote) {
  let flags = traceFlags & 255 | SPAN_FLAGS_CONTEXT_HAS_IS_REMOTE_MASK;
  if (isRemote) flags |= SPAN_FLAGS_CONTEXT_IS_REMOTE_MASK;
  return flags;
}
function serializeStatus(writer, status) {
  const statusStart = writer.startLengthDelimited();
  const statusStartPos = writer.pos;
  if (status.message) {
    writer.writeTag(2, 2);
    writer.writeString(status.message);
  }
  writer.writeTag(3, 0);
  writer.writeVarint(status.code);
  writer.finishLengthDelimited(statusStart, writer.pos - statusStartPos);
}
function serializeEvent(writer, event) {
  const eventStart = writer.startLengthDelimited();
  const eventStartPos = writer.pos;
  writer.writeTag(1, 1);
  writeHrTimeAsFixed64(writer, event.time);
  writer.writeTag(2, 2);
  writer.writeString(event.name);
  if (event.attributes) writeAttributes(writer, event.attributes, 3);
  writer.writeTag(4, 0);
  writer.writeVarint(event.droppedAttributesCount || 0);
  writer.finishLengthDelimited(eventStart, writer.pos - eventStartPos);
}
function serializeLink(writer, link) {
  const linkStart = writer.startLengthDelimited();
  const linkStartPos = writer.pos;
  const context2 = link.context;
  writer.writeTag(1, 2);
  writer.writeBytes(hexToBinary(context2.traceId));
  writer.writeTag(2, 2);
  writer.writeBytes(hexToBinary(context2.spanId));
  const linkTraceState = context2.traceState?.serialize();
  if (linkTraceState) {
    writer.writeTag(3, 2);
    writer.writeString(linkTraceState);
  }
  if (link.attributes) writeAttributes(writer, link.attributes, 4);
  writer.writeTag(5, 0);
  writer.writeVarint(link.droppedAttributesCount || 0);
  const linkFlags = buildSpanFlags(context2.traceFlags, context2.isRemote);
  if (linkFlags) {
    writer.writeTag(6, 5);
    writer.writeFixed32(linkFlags);
  }
  writer.finishLengthDelimited(linkStart, writer.pos - linkStartPos);
}
function serializeSpan(writer, span) {
  const spanStart = writer.startLengthDelimited();
  const spanStartPos = writer.pos;
  const ctx = span.spanContext();
  writer.writeTag(1, 2);
  writer.writeBytes(hexToBinary(ctx.traceId));
  writer.writeTag(2, 2);
  writer.writeBytes(hexToBinary(ctx.spanId));
  const traceState = ctx.traceState?.serialize();
  if (traceState) {
    writer.writeTag(3, 2);
    writer.writeString(traceState);
  }
  if (span.parentSpanContext?.spanId) {
    writer.writeTag(4, 2);
    writer.writeBytes(hexToBinary(span.parentSpanContext.spanId));
  }
  writer.writeTag(5, 2);
  writer.writeString(span.name);
  const kind = span.kind == null ? 0 : span.kind + 1;
  if (kind !== 0) {
    writer.writeTag(6, 0);
    writer.writeVarint(kind);
  }
  writer.writeTag(7, 1);
  writeHrTimeAsFixed64(writer, span.startTime);
  writer.writeTag(8, 1);
  writeHrTimeAsFixed64(writer, span.endTime);
  if (span.attributes) writeAttributes(writer, span.attributes, 9);
  writer.writeTag(10, 0);
  writer.writeVarint(span.droppedAttributesCount);
  for (const event of span.events) {
    writer.writeTag(11, 2);
    serializeEvent(writer, event);
  }
  writer.writeTag(12, 0);
  writer.writeVarint(span.droppedEventsCount);
  for (const link of span.links) {
    writer.writeTag(13, 2);
    serializeLink(writer, link);
  }
  writer.writeTag(14, 0);
  writer.writeVarint(span.droppedLinksCount);
  writer.writeTag(15, 2);
  serializeStatus(writer, span.status);
  const flags = buildSpanFlags(ctx.traceFlags, span.parentSpanContext?.isRemote);
  if (flags) {
    writer.writeTag(16, 5);
    writer.writeFixed32(flags);
  }
  writer.finishLengthDelimited(spanStart, writer.pos - spanStartPos);
}
function serializeScopeSpans(writer, scope, spans) {
  const scopeSpansStart = writer.startLengthDelimited();
  const scopeSpansStartPos = writer.pos;
  writeInstrumentationScope(writer, scope, 1);
  for (const span of spans) {
    writer.writeTag(2, 2);
    serializeSpan(writer, span);
  }
  if (scope.schemaUrl) {
    writer.writeTag(3, 2);
    writer.writeString(scope.schemaUrl);
  }
  writer.finishLengthDelimited(scopeSpansStart, writer.pos - scopeSpansStartPos);
}
function serializeResourceSpans(writer, resource, scopeMap) {
  const resourceSpansStart = writer.startLengthDelimited();
  const resourceSpansStartPos = writer.pos;
  writeResource(writer, resource, 1);
  for (const scopeSpans of scopeMap.values()) {
    writer.writeTag(2, 2);
    const scope = scopeSpans[0].instrumentationScope;
    serializeScopeSpans(writer, scope, scopeSpans);
  }
  if (resource.schemaUrl) {
    writer.writeTag(3, 2);
    writer.writeString(resource.schemaUrl);
  }
  writer.finishLengthDelimited(resourceSpansStart, writer.pos - resourceSpansStartPos);
}
function createResourceMap(spans) {
  const resourceMap = /* @__PURE__ */ new Map();
  for (const span of spans) {
    const resource = span.resource;
    const scope = span.instrumentationScope;
    let scopeMap = resourceMap.get(resource);
    if (!scopeMap) {
      scopeMap = /* @__PURE__ */ new Map();
      resourceMap.set(resource, scopeMap);
    }
    let records = scopeMap.get(scope);
    if (!records) {
      records = [];
      scopeMap.set(scope, records);
    }
    records.push(span);
  }
  return resourceMap;
}
function serializeTraceExportRequest(spans) {
  const resourceMap = createResourceMap(spans);
  const estimator = new ProtobufSizeEstimator();
  for (const [resource, scopeMap] of resourceMap) {
    estimator.writeTag(1, 2);
    serializeResourceSpans(estimator, resource, scopeMap);
  }
  const writer = new ProtobufWriter(estimator.pos);
  for (const [resource, scopeMap] of resourceMap) {
    writer.writeTag(1, 2);
    serializeResourceSpans(writer, resource, scopeMap);
  }
  return writer.finish();
}

// node_modules/@opentelemetry/otlp-transformer/dist/trace/protobuf/response-deserializer.mjs
function deserializePartialSuccess(data) {
  const reader = new ProtobufReader(data);
  const result = {};
  while (!reader.isAtEnd()) {
    const { fieldNumber, wireType } = reader.readTag();
    switch (fieldNumber) {
      case 1:
        if (wireType === 0) result.rejectedSpans = reader.readVarint();
        else reader.skip(wireType);
        break;
      case 2:
        if (wireType === 2) result.errorMessage = reader.readString();
        else reader.skip(wireType);
        break;
      default:
        reader.skip(wireType);
    }
  }
  return result;
}
function deserializeExportTraceServiceResponse(data) {
  const reader = new ProtobufReader(data);
  const result = {};
  while (!reader.isAtEnd()) {
    const { fieldNumber, wireType } = reader.readTag();
    switch (fieldNumber) {
      case 1:
        if (wireType === 2) result.partialSuccess = deserializePartialSuccess(reader.readBytes());
        else reader.skip(wireType);
        break;
      default:
        reader.skip(wireType);
    }
  }
  return result;
}

// node_modules/@opentelemetry/otlp-transformer/dist/trace/protobuf/trace.mjs
var ProtobufTraceSerializer = {
  serializeRequest: (arg) => {
    return serializeTraceExportRequest(arg);
  },
  deserializeResponse: (arg) => {
    return deserializeExportTraceServiceResponse(arg);
  }
};

// node_modules/@opentelemetry/sdk-trace/dist/sampler/AlwaysOffSampler.mjs
var AlwaysOffSampler = class {
  shouldSample() {
    return { decision: 0 };
  }
  toString() {
    return "AlwaysOffSampler";
  }
};

// node_modules/@opentelemetry/sdk-trace/dist/sampler/AlwaysOnSampler.mjs
var AlwaysOnSampler = class {
  shouldSample() {
    return { decision: 2 };
  }
  toString() {
    return "AlwaysOnSampler";
  }
};

// node_modules/@opentelemetry/sdk-trace/dist/sampler/ParentBasedSampler.mjs
init_dist();
var ParentBasedSampler = class {
  _root;
  _remoteParentSampled;
  _remoteParentNotSampled;
  _localParentSampled;
  _localParentNotSampled;
  constructor(config) {
    this._root = config.root;
    if (!this._root) {
      globalErrorHandler(/* @__PURE__ */ new Error("ParentBasedSampler must have a root sampler configured"));
      this._root = new AlwaysOnSampler();
    }
    this._remoteParentSampled = config.remoteParentSampled ?? new AlwaysOnSampler();
    this._remoteParentNotSampled = config.remoteParentNotSampled ?? new AlwaysOffSampler();
    this._localParentSampled = config.localParentSampled ?? new AlwaysOnSampler();
    this._localParentNotSampled = config.localParentNotSampled ?? new AlwaysOffSampler();
  }
  shouldSample(context2, traceId, spanName, spanKind, attributes, links) {
    const parentContext = trace.getSpanContext(context2);
    if (!parentContext || !isSpanContextValid(parentContext)) return this._root.shouldSample(context2, traceId, spanName, spanKind, attributes, links);
    if (parentContext.isRemote) {
      if (parentContext.traceFlags & TraceFlags.SAMPLED) return this._remoteParentSampled.shouldSample(context2, traceId, spanName, spanKind, attributes, links);
      return this._remoteParentNotSampled.shouldSample(context2, traceId, spanName, spanKind, attributes, links);
    }
    if (parentContext.traceFlags & TraceFlags.SAMPLED) return this._localParentSampled.shouldSample(context2, traceId, spanName, spanKind, attributes, links);
    return this._localParentNotSampled.shouldSample(context2, traceId, spanName, spanKind, attributes, links);
  }
  toString() {
    return `ParentBased{root=${this._root.toString()}, remoteParentSampled=${this._remoteParentSampled.toString()}, remoteParentNotSampled=${this._remoteParentNotSampled.toString()}, localParentSampled=${this._localParentSampled.toString()}, localParentNotSampled=${this._localParentNotSampled.toString()}}`;
  }
};

// node_modules/@opentelemetry/sdk-trace/dist/inspect.mjs
var inspectCustom = /* @__PURE__ */ Symbol.for("nodejs.util.inspect.custom");
function settledResourceAttributes(resource) {
  const attrs = {};
  for (const [k, v] of resource.getRawAttributes()) {
    if (typeof v?.then === "function") continue;
    if (v != null) attrs[k] ??= v;
  }
  return attrs;
}
function formatInspect(className, payload, depth, options, inspect) {
  if (typeof depth === "number" && depth < 0) {
    const tag = `[${className}]`;
    return options?.stylize ? options.stylize(tag, "special") : tag;
  }
  if (typeof inspect !== "function" || !options) return payload;
  return `${className} ${inspect(payload, {
    ...options,
    depth: options.depth == null ? options.depth : options.depth - 1
  })}`;
}

// node_modules/@opentelemetry/sdk-trace/dist/enums.mjs
var ExceptionEventName = "exception";

// node_modules/@opentelemetry/sdk-trace/dist/Span.mjs
init_dist();
var SpanImpl = class {
  _spanContext;
  kind;
  parentSpanContext;
  attributes;
  links = [];
  events = [];
  startTime;
  resource;
  instrumentationScope;
  _droppedAttributesCount = 0;
  _droppedEventsCount = 0;
  _droppedLinksCount = 0;
  _attributesCount = 0;
  name;
  status = { code: SpanStatusCode.UNSET };
  endTime = [0, 0];
  _ended = false;
  _duration = [-1, -1];
  _spanProcessor;
  _spanLimits;
  _recordEndMetrics;
  _performanceStartTime;
  _performanceOffset;
  _startTimeProvided;
  /**
  * Constructs a new SpanImpl instance.
  *
  * `opts.attributes` must already have been sanitized by caller.
  * `attributes` in `opts.links` must already have been sanitized by caller.
  * These are typically required anyway to pass sanitized details to a
  * *sampler* before span creation.
  */
  constructor(opts) {
    const now = Date.now();
    this._spanContext = opts.spanContext;
    this._performanceStartTime = performance.now();
    this._performanceOffset = now - (this._performanceStartTime + performance.timeOrigin);
    this._startTimeProvided = opts.startTime != null;
    this._spanLimits = opts.spanLimits;
    this._spanProcessor = opts.spanProcessor;
    this.name = opts.name;
    this.parentSpanContext = opts.parentSpanContext;
    this.kind = opts.kind;
    this.startTime = this._getTime(opts.startTime ?? now);
    this.resource = opts.resource;
    this.instrumentationScope = opts.scope;
    this._recordEndMetrics = opts.recordEndMetrics;
    if (opts.links) {
      const { linkCountLimit } = this._spanLimits;
      if (opts.links.length > linkCountLimit) {
        this.links = opts.links.slice(opts.links.length - linkCountLimit, opts.links.length);
        this._droppedLinksCount = opts.links.length - linkCountLimit;
      } else {
        this.links = opts.links;
        this._droppedLinksCount = 0;
      }
    }
    this.attributes = opts.attributes ?? {};
    this._attributesCount = Object.keys(this.attributes).length;
    this._droppedAttributesCount = opts.droppedAttributesCount ?? 0;
    this._spanProcessor.onStart(this, opts.context);
  }
  spanContext() {
    return this._spanContext;
  }
  setAttribute(key, value2) {
    if (this._isSpanEnded()) return this;
    const decision = maybeAddAttribute({
      key,
      value: value2,
      attributes: this.attributes,
      limits: this._spanLimits,
      currentAttributesCount: this._attributesCount
    });
    if (decision === AddAttributeDecision.DROP_LIMIT_REACHED) {
      this._droppedAttributesCount++;
      if (this._droppedAttributesCount === 1) diag.warn("Dropping extra attributes.");
    } else if (decision === AddAttributeDecision.ADD_NEW) this._attributesCount++;
    return this;
  }
  setAttributes(attributes) {
    for (const key in attributes) if (Object.prototype.hasOwnProperty.call(attributes, key)) this.setAttribute(key, attributes[key]);
    return this;
  }
  /**
  *
  * @param name Span event name
  * @param [attributesOrStartTime] Attributes or start time
  *     if type is {@type TimeInput} and 3rd param is undefined.
  *     Only "simple" value types are supported for span event attributes
  *     (string, number, boolean, homogeneous array of these primitive types).
  *     See OTEP 4485 and `cleanSimpleAttributes()` in `@opentelemetry/core`.
  * @param [timeStamp] Specified time stamp for the event
  */
  addEvent(name, attributesOrStartTime, timeStamp) {
    if (this._isSpanEnded()) return this;
    const { eventCountLimit } = this._spanLimits;
    if (eventCountLimit === 0) {
      diag.warn("No events allowed.");
      this._droppedEventsCount++;
      return this;
    }
    if (eventCountLimit !== void 0 && this.events.length >= eventCountLimit) {
      if (this._droppedEventsCount === 0) diag.debug("Dropping extra events.");
      this.events.shift();
      this._droppedEventsCount++;
    }
    if (isTimeInput(attributesOrStartTime)) {
      if (!isTimeInput(timeStamp)) timeStamp = attributesOrStartTime;
      attributesOrStartTime = void 0;
    }
    this.events.push({
      name,
      time: this._getTime(timeStamp),
      ...cleanSimpleAttributes(attributesOrStartTime, {
        attributeCountLimit: this._spanLimits.attributePerEventCountLimit,
        attributeValueLengthLimit: this._spanLimits.attributeValueLengthLimit
      })
    });
    return this;
  }
  addLink(link) {
    if (this._isSpanEnded()) return this;
    const { linkCountLimit } = this._spanLimits;
    if (linkCountLimit === 0) {
      this._droppedLinksCount++;
      return this;
    }
    if (linkCountLimit !== void 0 && this.links.length >= linkCountLimit) {
      if (this._droppedLinksCount === 0) diag.debug("Dropping extra links.");
      this.links.shift();
      this._droppedLinksCount++;
    }
    this.links.push({
      context: link.context,
      ...cleanAttributes(link.attributes, {
        attributeCountLimit: this._spanLimits.attributePerLinkCountLimit,
        attributeValueLengthLimit: this._spanLimits.attributeValueLengthLimit
      })
    });
    return this;
  }
  addLinks(links) {
    for (const link of links) this.addLink(link);
    return this;
  }
  setStatus(status) {
    if (this._isSpanEnded()) return this;
    if (status.code === SpanStatusCode.UNSET) return this;
    if (this.status.code === SpanStatusCode.OK) return this;
    const newStatus = { code: status.code };
    if (status.code === SpanStatusCode.ERROR) {
      if (typeof status.message === "string") newStatus.message = status.message;
      else if (status.message != null) diag.warn(`Dropping invalid status.message of type '${typeof status.message}', expected 'string'`);
    }
    this.status = newStatus;
    return this;
  }
  updateName(name) {
    if (this._isSpanEnded()) return this;
    this.name = name;
    return this;
  }
  end(endTime) {
    if (this._isSpanEnded()) {
      diag.error(`${this.name} ${this._spanContext.traceId}-${this._spanContext.spanId} - You can only call end() on a span once.`);
      return;
    }
    this.endTime = this._getTime(endTime);
    this._duration = hrTimeDuration(this.startTime, this.endTime);
    if (this._duration[0] < 0) {
      diag.warn("Inconsistent start and end time, startTime > endTime. Setting span duration to 0ms.", this.startTime, this.endTime);
      this.endTime = this.startTime.slice();
      this._duration = [0, 0];
    }
    if (this._droppedEventsCount > 0) diag.warn(`Dropped ${this._droppedEventsCount} events because eventCountLimit reached`);
    if (this._droppedLinksCount > 0) diag.warn(`Dropped ${this._droppedLinksCount} links because linkCountLimit reached`);
    if (this._spanProcessor.onEnding) this._spanProcessor.onEnding(this);
    this._recordEndMetrics?.();
    this._ended = true;
    this._spanProcessor.onEnd(this);
  }
  _getTime(inp) {
    if (typeof inp === "number" && inp <= performance.now()) return hrTime(inp + this._performanceOffset);
    if (typeof inp === "number") return millisToHrTime(inp);
    if (inp instanceof Date) return millisToHrTime(inp.getTime());
    if (isTimeInputHrTime(inp)) return inp;
    if (this._startTimeProvided) return millisToHrTime(Date.now());
    const msDuration = performance.now() - this._performanceStartTime;
    return addHrTimes(this.startTime, millisToHrTime(msDuration));
  }
  isRecording() {
    return this._ended === false;
  }
  recordException(exception, time) {
    const attributes = {};
    if (typeof exception === "string") attributes[ATTR_EXCEPTION_MESSAGE] = exception;
    else if (exception) {
      if (exception.code) attributes[ATTR_EXCEPTION_TYPE] = exception.code.toString();
      else if (exception.name) attributes[ATTR_EXCEPTION_TYPE] = exception.name;
      if (exception.message) attributes[ATTR_EXCEPTION_MESSAGE] = exception.message;
      if (exception.stack) attributes[ATTR_EXCEPTION_STACKTRACE] = exception.stack;
    }
    if (attributes[ATTR_EXCEPTION_TYPE] || attributes[ATTR_EXCEPTION_MESSAGE]) this.addEvent(ExceptionEventName, attributes, time);
    else diag.warn(`Failed to record an exception ${exception}`);
  }
  get duration() {
    return this._duration;
  }
  get ended() {
    return this._ended;
  }
  get droppedAttributesCount() {
    return this._droppedAttributesCount;
  }
  get droppedEventsCount() {
    return this._droppedEventsCount;
  }
  get droppedLinksCount() {
    return this._droppedLinksCount;
  }
  _isSpanEnded() {
    if (this._ended) {
      const error = /* @__PURE__ */ new Error(`Operation attempted on ended Span {traceId: ${this._spanContext.traceId}, spanId: ${this._spanContext.spanId}}`);
      diag.warn(`Cannot execute the operation on ended Span {traceId: ${this._spanContext.traceId}, spanId: ${this._spanContext.spanId}}`, error);
    }
    return this._ended;
  }
  [inspectCustom](depth, options, inspect) {
    const payload = {
      name: this.name,
      kind: this.kind,
      spanContext: this._spanContext,
      parentSpanContext: this.parentSpanContext,
      status: this.status,
      startTime: this.startTime,
      endTime: this.endTime,
      duration: this._duration,
      ended: this._ended,
      attributes: this.attributes,
      events: this.events,
      links: this.links,
      droppedAttributesCount: this._droppedAttributesCount,
      droppedEventsCount: this._droppedEventsCount,
      droppedLinksCount: this._droppedLinksCount,
      instrumentationScope: this.instrumentationScope,
      resource: { attributes: settledResourceAttributes(this.resource) }
    };
    return formatInspect("SpanImpl", payload, depth, options, inspect);
  }
};

// node_modules/@opentelemetry/sdk-trace/dist/semconv.mjs
var ATTR_OTEL_SPAN_PARENT_ORIGIN = "otel.span.parent.origin";
var ATTR_OTEL_SPAN_SAMPLING_RESULT = "otel.span.sampling_result";
var METRIC_OTEL_SDK_SPAN_LIVE = "otel.sdk.span.live";
var METRIC_OTEL_SDK_SPAN_STARTED = "otel.sdk.span.started";

// node_modules/@opentelemetry/sdk-trace/dist/TracerMetrics.mjs
var TracerMetrics = class {
  startedSpans;
  liveSpans;
  constructor(meter) {
    this.startedSpans = meter.createCounter(METRIC_OTEL_SDK_SPAN_STARTED, {
      unit: "{span}",
      description: "The number of created spans."
    });
    this.liveSpans = meter.createUpDownCounter(METRIC_OTEL_SDK_SPAN_LIVE, {
      unit: "{span}",
      description: "The number of currently live spans."
    });
  }
  startSpan(parentSpanCtx, samplingDecision) {
    const samplingDecisionStr = samplingDecisionToString(samplingDecision);
    this.startedSpans.add(1, {
      [ATTR_OTEL_SPAN_PARENT_ORIGIN]: parentOrigin(parentSpanCtx),
      [ATTR_OTEL_SPAN_SAMPLING_RESULT]: samplingDecisionStr
    });
    if (samplingDecision === 0) return () => {
    };
    const liveSpanAttributes = { [ATTR_OTEL_SPAN_SAMPLING_RESULT]: samplingDecisionStr };
    this.liveSpans.add(1, liveSpanAttributes);
    return () => {
      this.liveSpans.add(-1, liveSpanAttributes);
    };
  }
};
function parentOrigin(parentSpanContext) {
  if (!parentSpanContext) return "none";
  if (parentSpanContext.isRemote) return "remote";
  return "local";
}
function samplingDecisionToString(decision) {
  switch (decision) {
    case 2:
      return "RECORD_AND_SAMPLE";
    case 1:
      return "RECORD_ONLY";
    case 0:
      return "DROP";
  }
}

// node_modules/@opentelemetry/sdk-trace/dist/version.mjs
var VERSION4 = "3.1.1";

// node_modules/@opentelemetry/sdk-trace/dist/Tracer.mjs
init_dist();
var NO_ATTR_LIMITS = {
  attributeCountLimit: Infinity,
  attributeValueLengthLimit: Infinity
};
var Tracer$1 = class {
  _sampler;
  _spanLimits;
  _idGenerator;
  instrumentationScope;
  _resource;
  _spanProcessor;
  _tracerMetrics;
  /**
  * Constructs a new Tracer instance.
  */
  constructor(instrumentationScope, options) {
    this.instrumentationScope = instrumentationScope;
    this._sampler = options.sampler;
    this._spanLimits = options.spanLimits;
    this._resource = options.resource;
    this._idGenerator = options.idGenerator;
    this._spanProcessor = options.spanProcessor;
    const meter = options.meterProvider.getMeter("@opentelemetry/sdk-trace", VERSION4);
    this._tracerMetrics = new TracerMetrics(meter);
  }
  /**
  * Starts a new Span or returns the default NoopSpan based on the sampling
  * decision.
  */
  startSpan(name, options = {}, context2 = context.active()) {
    if (options.root) context2 = trace.deleteSpan(context2);
    const parentSpan = trace.getSpan(context2);
    if (isTracingSuppressed(context2)) {
      diag.debug("Instrumentation suppressed, returning Noop Span");
      return trace.wrapSpanContext(INVALID_SPAN_CONTEXT);
    }
    const parentSpanContext = parentSpan?.spanContext();
    const spanId = this._idGenerator.generateSpanId();
    let validParentSpanContext;
    let traceId;
    let traceState;
    if (!parentSpanContext || !trace.isSpanContextValid(parentSpanContext)) traceId = this._idGenerator.generateTraceId();
    else {
      traceId = parentSpanContext.traceId;
      traceState = parentSpanContext.traceState;
      validParentSpanContext = parentSpanContext;
    }
    const spanKind = options.kind ?? SpanKind.INTERNAL;
    const links = (options.links ?? []).map((link) => {
      return {
        context: link.context,
        ...cleanAttributes(link.attributes, {
          attributeCountLimit: this._spanLimits.attributePerLinkCountLimit,
          attributeValueLengthLimit: this._spanLimits.attributeValueLengthLimit
        })
      };
    });
    const attrsData1 = cleanAttributes(options.attributes, NO_ATTR_LIMITS);
    const attributes = attrsData1.attributes ?? {};
    const samplingResult = this._sampler.shouldSample(context2, traceId, name, spanKind, attributes, links);
    const recordEndMetrics = this._tracerMetrics.startSpan(parentSpanContext, samplingResult.decision);
    traceState = samplingResult.traceState ?? traceState;
    const traceFlags = samplingResult.decision === SamplingDecision.RECORD_AND_SAMPLED ? TraceFlags.SAMPLED : TraceFlags.NONE;
    const spanContext = {
      traceId,
      spanId,
      traceFlags,
      traceState
    };
    if (samplingResult.decision === SamplingDecision.NOT_RECORD) {
      diag.debug("Recording is off, propagating context in a non-recording span");
      return trace.wrapSpanContext(spanContext);
    }
    const attrsData2 = cleanAttributes(Object.assign(attributes, samplingResult.attributes), this._spanLimits);
    return new SpanImpl({
      resource: this._resource,
      scope: this.instrumentationScope,
      context: context2,
      spanContext,
      name,
      kind: spanKind,
      links,
      parentSpanContext: validParentSpanContext,
      attributes: attrsData2.attributes,
      droppedAttributesCount: (attrsData1.droppedAttributesCount ?? 0) + (attrsData2.droppedAttributesCount ?? 0),
      startTime: options.startTime,
      spanProcessor: this._spanProcessor,
      spanLimits: this._spanLimits,
      recordEndMetrics
    });
  }
  startActiveSpan(name, arg2, arg3, arg4) {
    let opts;
    let ctx;
    let fn;
    if (arguments.length < 2) return;
    else if (arguments.length === 2) fn = arg2;
    else if (arguments.length === 3) {
      opts = arg2;
      fn = arg3;
    } else {
      opts = arg2;
      ctx = arg3;
      fn = arg4;
    }
    const parentContext = ctx ?? context.active();
    const span = this.startSpan(name, opts, parentContext);
    const contextWithSpanSet = trace.setSpan(parentContext, span);
    return context.with(contextWithSpanSet, fn, void 0, span);
  }
  [inspectCustom](depth, options, inspect) {
    const payload = {
      instrumentationScope: this.instrumentationScope,
      resource: { attributes: settledResourceAttributes(this._resource) },
      spanLimits: this._spanLimits
    };
    return formatInspect("Tracer", payload, depth, options, inspect);
  }
};

// node_modules/@opentelemetry/sdk-trace/dist/MultiSpanProcessor.mjs
var MultiSpanProcessor = class {
  _spanProcessors;
  constructor(spanProcessors) {
    this._spanProcessors = spanProcessors;
  }
  forceFlush() {
    const promises = [];
    for (const spanProcessor of this._spanProcessors) promises.push(spanProcessor.forceFlush());
    return new Promise((resolve) => {
      Promise.all(promises).then(() => {
        resolve();
      }).catch((error) => {
        globalErrorHandler(error || /* @__PURE__ */ new Error("MultiSpanProcessor: forceFlush failed"));
        resolve();
      });
    });
  }
  onStart(span, context2) {
    for (const spanProcessor of this._spanProcessors) spanProcessor.onStart(span, context2);
  }
  onEnding(span) {
    for (const spanProcessor of this._spanProcessors) if (spanProcessor.onEnding) spanProcessor.onEnding(span);
  }
  onEnd(span) {
    for (const spanProcessor of this._spanProcessors) spanProcessor.onEnd(span);
  }
  shutdown() {
    const promises = [];
    for (const spanProcessor of this._spanProcessors) promises.push(spanProcessor.shutdown());
    return new Promise((resolve, reject) => {
      Promise.all(promises).then(() => {
        resolve();
      }, reject);
    });
  }
};

// node_modules/@opentelemetry/sdk-trace/dist/TracerProvider.mjs
init_dist();

// node_modules/@opentelemetry/sdk-trace/dist/platform/node/RandomIdGenerator.mjs
var SPAN_ID_BYTES = 8;
var TRACE_ID_BYTES = 16;
var RandomIdGenerator = class {
  /**
  * Returns a random 16-byte trace ID formatted/encoded as a 32 lowercase hex
  * characters corresponding to 128 bits.
  */
  generateTraceId() {
    return generateId(TRACE_ID_BYTES);
  }
  /**
  * Returns a random 8-byte span ID formatted/encoded as a 16 lowercase hex
  * characters corresponding to 64 bits.
  */
  generateSpanId() {
    return generateId(SPAN_ID_BYTES);
  }
};
var SHARED_BUFFER = Buffer.allocUnsafe(TRACE_ID_BYTES);
function generateId(bytes) {
  for (let i = 0; i < bytes / 4; i++) SHARED_BUFFER.writeUInt32BE(Math.random() * 2 ** 32 >>> 0, i * 4);
  for (let i = 0; i < bytes; i++) if (SHARED_BUFFER[i] > 0) break;
  else if (i === bytes - 1) SHARED_BUFFER[bytes - 1] = 1;
  return SHARED_BUFFER.toString("hex", 0, bytes);
}

// node_modules/@opentelemetry/sdk-trace/dist/TracerProvider.mjs
var TracerProvider$1 = class {
  _resource;
  _activeSpanProcessor;
  _tracerOptions;
  _tracers = /* @__PURE__ */ new Map();
  constructor(options = {}) {
    this._resource = options.resource ?? defaultResource();
    const spanProcessors = options.spanProcessors ?? [];
    this._activeSpanProcessor = new MultiSpanProcessor(spanProcessors);
    this._tracerOptions = {
      resource: this._resource,
      sampler: options.sampler ?? new ParentBasedSampler({ root: new AlwaysOnSampler() }),
      spanLimits: {
        attributeCountLimit: options.spanLimits?.attributeCountLimit ?? 128,
        attributeValueLengthLimit: options.spanLimits?.attributeValueLengthLimit ?? Infinity,
        eventCountLimit: options.spanLimits?.eventCountLimit ?? 128,
        linkCountLimit: options.spanLimits?.linkCountLimit ?? 128,
        attributePerEventCountLimit: options.spanLimits?.attributePerEventCountLimit ?? 128,
        attributePerLinkCountLimit: options.spanLimits?.attributePerLinkCountLimit ?? 128
      },
      idGenerator: options.idGenerator || new RandomIdGenerator(),
      spanProcessor: this._activeSpanProcessor,
      meterProvider: options.meterProvider ?? { getMeter() {
        return createNoopMeter();
      } }
    };
  }
  getTracer(name, version, options) {
    const key = `${name}@${version || ""}:${options?.schemaUrl || ""}`;
    if (!this._tracers.has(key)) this._tracers.set(key, new Tracer$1({
      name,
      version,
      schemaUrl: options?.schemaUrl
    }, this._tracerOptions));
    return this._tracers.get(key);
  }
  forceFlush(options) {
    const timeout = options?.timeoutMillis ?? 3e4;
    const promises = this._activeSpanProcessor["_spanProcessors"].map((spanProcessor) => {
      return new Promise((resolve) => {
        let state;
        const timeoutInterval = setTimeout(() => {
          resolve(/* @__PURE__ */ new Error(`Span processor did not completed within timeout period of ${timeout} ms`));
          state = 1;
        }, timeout);
        spanProcessor.forceFlush().then(() => {
          clearTimeout(timeoutInterval);
          if (state !== 1) {
            state = 0;
            resolve(state);
          }
        }).catch((error) => {
          clearTimeout(timeoutInterval);
          state = 2;
          resolve(error);
        });
      });
    });
    return new Promise((resolve, reject) => {
      Promise.all(promises).then((results) => {
        const errors = results.filter((result) => result !== 0);
        if (errors.length > 0) reject(errors);
        else resolve();
      }).catch((error) => reject([error]));
    });
  }
  shutdown() {
    return this._activeSpanProcessor.shutdown();
  }
  [inspectCustom](depth, options, inspect) {
    const processors = this._activeSpanProcessor["_spanProcessors"];
    const payload = {
      resource: { attributes: settledResourceAttributes(this._resource) },
      tracers: Array.from(this._tracers.keys()),
      spanProcessors: processors.map((p) => p.constructor?.name ?? "SpanProcessor")
    };
    return formatInspect("TracerProvider", payload, depth, options, inspect);
  }
};

// node_modules/@opentelemetry/sdk-trace/dist/sampler/TraceIdRatioBasedSampler.mjs
init_dist();
var TraceIdRatioBasedSampler = class {
  _ratio;
  _upperBound;
  constructor(ratio = 0) {
    this._ratio = this._normalize(ratio);
    this._upperBound = this._ratio === 1 ? 4294967296 : Math.floor(this._ratio * 4294967295);
  }
  shouldSample(context2, traceId) {
    return { decision: isValidTraceId(traceId) && this._accumulate(traceId) < this._upperBound ? 2 : 0 };
  }
  toString() {
    return `TraceIdRatioBased{${this._ratio}}`;
  }
  _normalize(ratio) {
    if (typeof ratio !== "number" || isNaN(ratio)) return 0;
    return ratio >= 1 ? 1 : ratio <= 0 ? 0 : ratio;
  }
  _accumulate(traceId) {
    let accumulation = 0;
    for (let i = 0; i < 32; i += 8) {
      let part = 0;
      for (let j = 0; j < 8; j++) {
        const c = traceId.charCodeAt(i + j);
        const v = c < 58 ? c - 48 : c < 71 ? c - 55 : c - 87;
        part = part << 4 | v;
      }
      accumulation = (accumulation ^ part) >>> 0;
    }
    return accumulation;
  }
};

// src/traces/tracer.ts
var MAX_TEXT_CHARACTERS = 1e3;
function openTracer(options, stepName, startTime) {
  const ended = [];
  const provider = new TracerProvider$1({
    resource: defaultResource().merge(resourceFromAttributes(mutable(options.resource))),
    sampler: samplerOf(options.sampler),
    spanLimits: { attributeValueLengthLimit: MAX_TEXT_CHARACTERS },
    idGenerator: {
      generateTraceId: () => options.traceId ?? hex(options.random(16)),
      generateSpanId: () => hex(options.random(8))
    },
    spanProcessors: [keepEnded(ended)]
  });
  const tracer = provider.getTracer(SCOPE_NAME, void 0, { schemaUrl: SCHEMA_URL });
  const parent = PROPAGATOR.extract(ROOT_CONTEXT, options.parent, FROM_VARIABLES);
  const hasParent = trace.getSpanContext(parent) !== void 0;
  const links = hasParent || options.link === void 0 ? [] : [linkTo(options.link)];
  const open = (name, start, context2, spanLinks = []) => {
    const span = tracer.startSpan(name.slice(0, MAX_TEXT_CHARACTERS), { startTime: start, links: spanLinks }, context2);
    const inside = trace.setSpan(context2, span);
    return { span, variables: variablesOf(inside), complete: (content) => complete(span, inside, content) };
  };
  const complete = (span, inside, content) => {
    fill(span, content);
    for (const child of content.children ?? []) open(child.name, child.startTime, inside).complete(child);
  };
  const step = open(stepName, startTime, parent, links);
  const inStep = trace.setSpan(parent, step.span);
  return {
    traceId: step.span.spanContext().traceId,
    sampled: step.span.isRecording(),
    parentIsBroken: Boolean(options.parent["TRACEPARENT"]) && !hasParent,
    step,
    start: (name, start) => open(name, start, inStep),
    completed: () => ended.length,
    requests: function* (size) {
      for (let at = 0; at < ended.length; at += size) {
        const spans = ended.slice(at, at + size);
        yield { body: ProtobufTraceSerializer.serializeRequest(spans) ?? new Uint8Array(), spans: spans.length };
      }
    }
  };
}
function fill(span, { type, attributes, errorType, events = [], endTime }) {
  span.setAttributes({ ...mutable(attributes), [SPAN.type]: type });
  if (errorType !== void 0) {
    span.setAttribute(SPAN.errorType, errorType);
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  for (const event of events) span.addEvent(event.name, mutable(event.attributes), endTime);
  span.end(endTime);
}
function keepEnded(ended) {
  return {
    onStart: () => void 0,
    onEnd: (span) => void ended.push(span),
    forceFlush: async () => void 0,
    shutdown: async () => void 0
  };
}
function samplerOf({ parentBased, ratio }) {
  const root = ratio === 1 ? new AlwaysOnSampler() : ratio === 0 ? new AlwaysOffSampler() : new TraceIdRatioBasedSampler(ratio);
  return parentBased ? new ParentBasedSampler({ root }) : root;
}
var PROPAGATOR = new W3CTraceContextPropagator();
var FROM_VARIABLES = {
  get: (variables, name) => variables[name.toUpperCase()],
  keys: (variables) => Object.keys(variables)
};
function variablesOf(context2) {
  const variables = { TRACEPARENT: void 0, TRACESTATE: void 0 };
  PROPAGATOR.inject(context2, variables, {
    set: (carrier, name, value2) => {
      carrier[name.toUpperCase()] = value2 || void 0;
    }
  });
  return variables;
}
var linkTo = ({ traceId, spanId }) => ({
  context: { traceId, spanId, traceFlags: 1, isRemote: true }
});
var hex = (bytes) => Buffer.from(bytes).toString("hex");
var mutable = (attributes) => Object.fromEntries(
  Object.entries(attributes).map(([name, value2]) => [name, Array.isArray(value2) ? [...value2] : value2])
);

// src/traces/traces.ts
var EXPORT_TIMEOUT_MS = 1900;
var CANCELLED_EXPORT_TIMEOUT_MS = 900;
var ANSWER_TIMEOUT_MS = 200;
async function openTraces(host, startTime, cancelled) {
  const { settings, off, notices, secrets } = traceSettings(host.env);
  for (const secret of secrets) host.log.mask(secret);
  for (const notice of notices) host.log.notice(notice);
  if (off !== void 0) host.log.info(`Traces: off (${off}).`);
  if (settings === void 0) return void 0;
  try {
    const event = await pullRequestEvent(host.env, host.log);
    const tracer = openStepTracer(host, settings, startTime, event?.headCommit);
    return createTraces(host, settings, tracer, startTime, cancelled);
  } catch (error) {
    host.log.notice(`No trace is sent: ${error instanceof Error ? error.message : error}`);
    return void 0;
  }
}
function openStepTracer(host, settings, startTime, headCommit) {
  const { env, log, random } = host;
  const run = runAttempt(env);
  const previous = run && previousAttempt(run);
  const tracer = openTracer(
    {
      resource: resourceAttributes(env, settings.resource, headCommit),
      sampler: settings.sampler,
      parent: { TRACEPARENT: env["TRACEPARENT"], TRACESTATE: env["TRACESTATE"] },
      traceId: run && traceIdOf(run),
      link: previous && { traceId: traceIdOf(previous), spanId: rootSpanIdOf(previous) },
      random
    },
    SPAN_NAME.step,
    startTime
  );
  if (tracer.parentIsBroken) log.notice("TRACEPARENT is not heeded: it is not a traceparent of W3C Trace Context.");
  const fate = tracer.sampled ? `to ${settings.endpoint.host}` : "but not kept, as the sampler decided";
  log.info(`Traces: on (input traces), ${fate}. Trace id: ${tracer.traceId}`);
  return tracer;
}
function createTraces(host, settings, tracer, startTime, cancelled) {
  const { env, log } = host;
  const phases = [];
  const commands = [];
  const ending = new AbortController();
  let commitTime;
  let finished = false;
  const send = async (facts, version) => {
    const begun = host.elapsed();
    const [knownTime, knownVersion] = await Promise.all([
      within(ANSWER_TIMEOUT_MS, orUnknown(commitTime)),
      within(ANSWER_TIMEOUT_MS, orUnknown(version))
    ]);
    const parts = { facts, phases, env, runId: host.uuid(), startTime, endTime: host.now() };
    tracer.step.complete(stepSpan(parts));
    for (const [index, command] of facts.commands.entries()) {
      commands[index]?.complete(commandSpan({ ...command, commitTime: knownTime, version: knownVersion }));
    }
    const { sendTrace } = await loadSending();
    const hold = (cancelled.aborted ? CANCELLED_EXPORT_TIMEOUT_MS : EXPORT_TIMEOUT_MS) - (host.elapsed() - begun);
    const cancellation = { signal: cancelled, rest: CANCELLED_EXPORT_TIMEOUT_MS };
    await sendTrace(host, settings, tracer, { all: Math.max(0, hold), cancellation });
  };
  return {
    traceId: tracer.traceId,
    phase: async (name, part, describe) => {
      const start = host.now();
      const note = (failed, details = {}) => phases.push({ name, startTime: start, endTime: host.now(), failed, details });
      try {
        const result = await part();
        note(false, describe?.(result));
        return result;
      } catch (error) {
        note(true);
        throw error;
      }
    },
    command: (words, start) => {
      const span = tracer.start(commandName(words), start);
      commands.push(span);
      return span.variables;
    },
    prepareToSend: (workingDirectory) => {
      if (!tracer.sampled || commitTime !== void 0) return;
      commitTime = import("./git.js").then(
        ({ timeOfHead }) => timeOfHead({ cwd: workingDirectory, env, platform: host.platform, signal: ending.signal })
      ).catch(() => void 0);
      loadSending().catch(() => void 0);
    },
    finish: async (facts, version) => {
      if (finished) return;
      finished = true;
      try {
        if (tracer.sampled) await send(facts, version);
      } catch (error) {
        log.notice(`The trace of this step could not be sent: ${error instanceof Error ? error.message : error}`);
      } finally {
        ending.abort("ended");
      }
    }
  };
}
var orUnknown = async (answer) => answer?.catch(() => void 0);
var loadSending = () => import("./send-trace.js");
export {
  openTraces
};
