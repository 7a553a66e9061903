import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
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
        self2.setValue = (key, value) => {
          const context = new BaseContext(self2._currentContext);
          context._currentContext.set(key, value);
          return context;
        };
        self2.deleteValue = (key) => {
          const context = new BaseContext(self2._currentContext);
          context._currentContext.delete(key);
          return context;
        };
      }
    }();
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
      with(context, fn, thisArg, ...args) {
        return this._getContextManager().with(context, fn, thisArg, ...args);
      }
      /**
      * Bind a context to a target function or event emitter
      *
      * @param context context to bind to the event emitter or function. Defaults to the currently active context
      * @param target function or event emitter to bind
      */
      bind(context, target) {
        return this._getContextManager().bind(context, target);
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
      attach(context) {
        const contextManager = this._getContextManager();
        if (contextManager.attach) return contextManager.attach(context);
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
function getSpan(context) {
  return context.getValue(SPAN_KEY) || void 0;
}
function getActiveSpan() {
  return getSpan(ContextAPI.getInstance().active());
}
function setSpan(context, span) {
  return context.setValue(SPAN_KEY, span);
}
function deleteSpan(context) {
  return context.deleteValue(SPAN_KEY);
}
function setSpanContext(context, spanContext) {
  return setSpan(context, new NonRecordingSpan(spanContext));
}
function getSpanContext(context) {
  var _getSpan;
  return (_getSpan = getSpan(context)) === null || _getSpan === void 0 ? void 0 : _getSpan.spanContext();
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
      startSpan(name, options, context = contextApi.active()) {
        if (Boolean(options === null || options === void 0 ? void 0 : options.root)) return new NonRecordingSpan();
        const parentFromContext = context && getSpanContext(context);
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
      startSpan(name, options, context) {
        return this._getTracer().startSpan(name, options, context);
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
    init_trace_flags();
    init_spancontext_utils();
    init_diag_api();
    init_trace_api();
  }
});

// src/net/unreachable.ts
import { createHash } from "node:crypto";

// builtin:fs
var { accessSync, appendFileSync, chmodSync, closeSync, constants, existsSync, fchmodSync, fstatSync, ftruncateSync, lstatSync, mkdirSync, mkdtempSync, openSync, readFileSync, readSync, readdirSync, realpathSync, rmSync, rmdirSync, statSync, unlinkSync, writeFileSync, writeSync } = process.getBuiltinModule("node:fs");

// builtin:path
var { basename, delimiter, dirname, extname, isAbsolute, join, relative, resolve, sep } = process.getBuiltinModule("node:path");

// src/system/errors.ts
function errorCode(error) {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}

// src/system/files.ts
var { O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants;
var TO_READ = constants.O_RDONLY | O_NONBLOCK | O_NOFOLLOW;

// builtin:os
var { EOL, constants: constants2, homedir, tmpdir } = process.getBuiltinModule("node:os");

// src/system/runner-temp.ts
function runnerTemp(env) {
  return env["RUNNER_TEMP"] || tmpdir();
}

// src/net/unreachable.ts
var STATES = {
  telemetry: "telemetry-unreachable",
  repository: "repository-unreachable",
  traces: "traces-unreachable"
};
function isUnreachable(host, endpoint, purpose) {
  return existsSync(markerPath(host, endpoint, purpose));
}
function rememberUnreachable(host, endpoint, purpose) {
  try {
    const path = markerPath(host, endpoint, purpose);
    writeFileSync(path, "", { flag: "wx", mode: 384 });
    try {
      host.saveState(STATES[purpose], basename(path));
    } catch (error) {
      rmSync(path);
      throw error;
    }
  } catch (error) {
    host.log.debug(`The unreachable ${purpose} server is not remembered: ${String(error)}`);
  }
}
function forgetServer(host, endpoint, purpose) {
  forget(host, basename(markerPath(host, endpoint, purpose)));
}
function forget(host, name) {
  if (!/^run-werf-unreachable-[0-9a-f]{16}$/.test(name)) return;
  try {
    rmSync(join(runnerTemp(host.env), name), { force: true });
  } catch (error) {
    host.log.debug(`${name} could not be removed: ${String(error)}`);
  }
}
function markerPath(host, { href }, purpose) {
  const key = purpose === "traces" ? `traces ${href}` : href;
  const name = createHash("sha256").update(key).digest("hex").slice(0, 16);
  return join(runnerTemp(host.env), `run-werf-unreachable-${name}`);
}

// src/traces/exporter.ts
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";

// src/net/otlp-sender.ts
import { setFlagsFromString } from "node:v8";

// src/system/time-limit.ts
function unlessAborted(signal, promise) {
  return new Promise((resolve2, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve2, reject).finally(() => signal.removeEventListener("abort", abort));
    if (signal.aborted) abort();
  });
}

// builtin:child_process
var { spawn } = process.getBuiltinModule("node:child_process");

// builtin:net
var { BoundSocket, Socket, createServer, isIP, isIPv6 } = process.getBuiltinModule("node:net");

// src/programs/exit-status.ts
var WATCHED = /* @__PURE__ */ Symbol.for("run-werf: watched children");
var SIGNAL_BITS = 127;
function watchSignal(child, streams, patience) {
  const open = new Set(streams.filter((stream) => stream !== null));
  if (process.platform !== "linux" || child.pid === void 0 || open.size === 0) return () => void 0;
  const file = statusFile(child.pid);
  let status;
  const isOver = () => status !== void 0 || child.exitCode !== null || child.signalCode !== null;
  const look = () => {
    if (!isOver()) status = file.read();
  };
  const all = watched();
  const lookAtAll = () => {
    for (const each of all) each();
  };
  all.add(look);
  for (const stream of open) {
    stream.on("data", lookAtAll);
    stream.once("end", () => {
      open.delete(stream);
      look();
      const until = elapsed() + patience;
      while (open.size === 0 && !isOver() && elapsed() < until) {
        pauseThread();
        look();
      }
      lookAtAll();
    });
  }
  child.once("exit", () => {
    all.delete(look);
    file.close();
  });
  return () => status === void 0 ? void 0 : status & SIGNAL_BITS || void 0;
}
function watched() {
  const holder = process;
  holder[WATCHED] ??= /* @__PURE__ */ new Set();
  return holder[WATCHED];
}
function statusFile(pid) {
  const bytes = Buffer.alloc(2048);
  let file;
  return {
    read: () => {
      try {
        file ??= openSync(`/proc/${pid}/stat`, "r");
        const text = bytes.toString("latin1", 0, readSync(file, bytes, 0, bytes.length, 0));
        const fields = text.slice(text.lastIndexOf(")") + 2).trimEnd().split(" ");
        return fields[0] === "Z" ? Number(fields.at(-1)) : void 0;
      } catch {
        return void 0;
      }
    },
    close: () => {
      if (file !== void 0) closeSync(file);
      file = void 0;
    }
  };
}
function pauseThread() {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 0.2);
}
function elapsed() {
  return Number(process.hrtime.bigint()) / 1e6;
}

// src/system/environment.ts
var NODE_NETWORK_VARIABLES = /^NODE_(?:EXTRA_CA_CERTS|TLS_REJECT_UNAUTHORIZED|USE_ENV_PROXY|USE_SYSTEM_CA)$/i;
var NODE_NETWORK_OPTIONS = /^--(?:use-(?:bundled|openssl|system)-ca|tls-[\w.-]+(?:=\S+)?|dns-result-order=\w+)$/;
function withoutNodeSettings(env) {
  const kept = Object.entries(env).filter(([name]) => !/^NODE_/i.test(name) || NODE_NETWORK_VARIABLES.test(name));
  const options = env["NODE_OPTIONS"]?.split(/\s+/).filter((option) => NODE_NETWORK_OPTIONS.test(option)) ?? [];
  return { ...Object.fromEntries(kept), ...options.length > 0 && { NODE_OPTIONS: options.join(" ") } };
}

// src/system/guards.ts
function isFields(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function fieldsOf(value) {
  return isFields(value) ? value : {};
}

// src/net/dns-lookup.ts
var RESOLVE = `require('node:dns').lookup(process.argv[1], { all: true }, (error, addresses) => {
  process.stdout.write(JSON.stringify(error ? [] : addresses));
});`;
var LOOPBACK = [
  { address: "127.0.0.1", family: 4 },
  { address: "::1", family: 6 }
];
var MAX_ANSWER_CHARACTERS = 64 * 1024;
function createHostLookup(env, program = RESOLVE) {
  const children = /* @__PURE__ */ new Set();
  const pending = /* @__PURE__ */ new Map();
  const ask = (hostname) => new Promise((resolve2) => {
    children.add(resolveInChild(program, env, hostname, resolve2, (child) => children.delete(child)));
  }).catch(() => []).finally(() => pending.delete(hostname));
  return {
    lookup: (hostname, options, callback) => {
      const answer = (addresses) => {
        const [first] = addresses;
        if (first === void 0) callback(notFound(hostname), "", 0);
        else if (options.all) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      };
      if (/^(.+\.)?localhost\.?$/i.test(hostname)) answer(LOOPBACK);
      else {
        const asked = pending.get(hostname) ?? ask(hostname);
        pending.set(hostname, asked);
        void asked.then(answer);
      }
    },
    close: () => {
      for (const child of children) child.kill("SIGKILL");
    }
  };
}
function resolveInChild(program, env, hostname, answer, ended) {
  const child = spawn(process.execPath, ["-e", program, "--", hostname], {
    env: { ...withoutNodeSettings(env) },
    stdio: ["ignore", "pipe", "ignore"]
  });
  const stdout = child.stdout;
  let output = "";
  let hasAnswered = false;
  const end = (addresses) => {
    ended(child);
    if (!hasAnswered) answer(addresses);
    hasAnswered = true;
  };
  child.on("error", () => {
    child.unref();
    stdout?.destroy();
    end([]);
  });
  if (stdout === void 0) return child;
  stdout.setEncoding("utf8").on("data", (text) => {
    if (output.length < MAX_ANSWER_CHARACTERS) output += text;
  });
  stdout.on("error", () => stdout.destroy());
  const signalNumber = watchSignal(child, [stdout], 0);
  child.once("close", () => end(signalNumber() === void 0 ? parseAddresses(output) : []));
  return child;
}
function parseAddresses(output) {
  try {
    const addresses = JSON.parse(output);
    return Array.isArray(addresses) ? addresses.filter(isAddress) : [];
  } catch {
    return [];
  }
}
function isAddress(value) {
  return isIP(String(fieldsOf(value)["address"])) !== 0;
}
function notFound(hostname) {
  return Object.assign(new Error(`${hostname} was not found`), { code: "ENOTFOUND" });
}

// src/net/proxy.ts
import { EnvHttpProxyAgent } from "../shared/undici.js";
function proxySettings(env, target) {
  const noProxy = env[setName(env, "NO_PROXY")] ?? "";
  const proxy = (name) => withScheme(env[setName(env, name)] ?? "");
  return {
    httpProxy: target.protocol === "https:" ? "" : proxy("HTTP_PROXY"),
    httpsProxy: target.protocol === "https:" ? proxy("HTTPS_PROXY") : "",
    noProxy: isInBlock(target, noProxy) ? "*" : noProxy
  };
}
function proxyAgent(env, target, connect = {}, tls = {}) {
  const settings = proxySettings(env, target);
  for (const [name, value] of [
    ["HTTP_PROXY", settings.httpProxy],
    ["HTTPS_PROXY", settings.httpsProxy]
  ]) {
    if (value !== "" && !isProxy(value)) throw new Error(`${setName(env, name)} ${NO_PROXY_URL}`);
    if (value !== "" && !hasReadableCredentials(value)) throw new Error(`${setName(env, name)} ${BAD_CREDENTIALS}`);
  }
  return new EnvHttpProxyAgent({
    ...settings,
    connect: { ...connect, ...tls },
    proxyTls: { ...connect },
    requestTls: { ...tls }
  });
}
function requestTarget({ origin, pathname, search }) {
  return { origin, path: pathname + search };
}
var BAD_CREDENTIALS = "has a user name or a password with a % that starts no percent-encoding: a % itself is written as %25";
var NO_PROXY_URL = "is not the URL of an HTTP proxy, such as http://proxy.example.com:3128";
function isInBlock({ hostname }, noProxy) {
  const address = hostname.replace(/^\[|\]$/g, "");
  const family = isIP(address) === 6 ? "ipv6" : "ipv4";
  if (isIP(address) === 0 || !noProxy.includes("/")) return false;
  const { BlockList } = process.getBuiltinModule("node:net");
  return noProxy.split(/[\s,]+/).some((entry) => {
    const [, network = "", length = ""] = /^([^/]+)\/(\d+)$/.exec(entry) ?? [];
    if (isIP(network) !== isIP(address) || Number(length) > (family === "ipv6" ? 128 : 32)) return false;
    const block = new BlockList();
    block.addSubnet(network, Number(length), family);
    return block.check(address, family);
  });
}
var setName = (env, name) => env[name.toLowerCase()] ? name.toLowerCase() : name;
var withScheme = (proxy) => proxy === "" || proxy.includes("://") ? proxy : `http://${proxy}`;
function isProxy(text) {
  if (!URL.canParse(text)) return false;
  const { protocol, pathname, search, hash } = new URL(text);
  return /^https?:$/.test(protocol) && pathname === "/" && search === "" && hash === "";
}
function hasReadableCredentials(text) {
  const { username, password } = new URL(text);
  try {
    return decodeURIComponent(username + password) !== void 0;
  } catch {
    return false;
  }
}

// src/net/retry.ts
var FIRST_BACKOFF_MS = 200;
var MAX_BACKOFF_MS = 2e3;
var HTTP_DATE = /^(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat)[a-z]{0,6}(?:, \d\d[ -][A-Z][a-z]{2}[ -](?:\d\d){1,2} \d\d:\d\d:\d\d GMT| [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4})$/;
function retryAfterMs(header, now) {
  const text = (typeof header === "string" ? header : header?.[0])?.trim() ?? "";
  if (/^\d+$/.test(text)) return Number(text) * 1e3;
  const date = HTTP_DATE.test(text) ? Date.parse(text.replace(/(?: GMT)?$/, " GMT")) : Number.NaN;
  return Number.isNaN(date) ? void 0 : Math.max(0, date - now);
}
function pauseBeforeRetry(failures, random, retryAfter) {
  const ceiling = Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (failures - 1));
  const backoff = ceiling / 2 + ceiling / 2 * random;
  return Math.max(backoff, retryAfter ?? 0);
}

// src/net/otlp-sender.ts
var RETRYABLE_STATUS_CODES = /* @__PURE__ */ new Set([429, 502, 503, 504]);
var MAX_ANSWER_BYTES = 64 * 1024;
var ANSWER_BODY_TIMEOUT_MS = 250;
var REQUEST_TIMEOUT_MS = 1e4;
function createSender(options) {
  setFlagsFromString("--no-wasm-tier-up");
  setFlagsFromString("--no-wasm-dynamic-tiering");
  const { endpoint, env, elapsed: elapsed2, patience, tls, retryAt = 0 } = options;
  let notBefore = retryAt;
  const hostLookup = createHostLookup(env);
  const sockets = new AbortController();
  const dispatcher = proxyAgent(env, endpoint, { lookup: hostLookup.lookup, signal: sockets.signal }, tls);
  const postponed = (reason) => notBefore - elapsed2() > patience ? { kind: "rejected", reason: `${reason}, and not to be asked again in time` } : { kind: "unavailable", reason, answered: true, retryAt: notBefore };
  return {
    send: async (body, signal) => {
      try {
        if (notBefore > elapsed2()) return postponed("the endpoint asked to wait");
        const result = await unlessAborted(signal, post(dispatcher, body, signal, options));
        if (result.kind !== "unavailable" || result.retryAt === void 0) return result;
        notBefore = result.retryAt;
        return postponed(result.reason);
      } catch (error) {
        return { kind: "unavailable", reason: reasonOf(error), answered: false };
      }
    },
    close: async () => {
      hostLookup.close();
      sockets.abort();
      await dispatcher.destroy();
    }
  };
}
async function post(dispatcher, content, signal, { endpoint, headers: more, rejectedSpans: rejectedSpans2, now, elapsed: elapsed2 }) {
  const { statusCode, headers, body } = await dispatcher.request({
    ...requestTarget(endpoint),
    method: "POST",
    headers: { ...more, "content-type": "application/x-protobuf", "user-agent": "run-werf" },
    body: content,
    signal,
    headersTimeout: REQUEST_TIMEOUT_MS
  });
  body.on("error", () => void 0);
  if (statusCode >= 200 && statusCode < 300) {
    const answer = await readAnswer(body);
    const rejected = answer === void 0 ? 0 : orNone(() => rejectedSpans2(answer));
    return rejected > 0 ? { kind: "rejected", reason: `${rejected} spans were rejected` } : { kind: "delivered" };
  }
  body.destroy();
  const reason = `the endpoint answered ${statusCode}`;
  if (!RETRYABLE_STATUS_CODES.has(statusCode)) return { kind: "rejected", reason };
  const wait = retryAfterMs(headers["retry-after"], now());
  return {
    kind: "unavailable",
    reason,
    answered: true,
    ...wait !== void 0 && { retryAt: Math.ceil(elapsed2() + wait) }
  };
}
async function readAnswer(body) {
  const timeout = setTimeout(() => body.destroy(), ANSWER_BODY_TIMEOUT_MS);
  const chunks = [];
  let length = 0;
  try {
    for await (const chunk of body) {
      length += chunk.length;
      if (length > MAX_ANSWER_BYTES) return void 0;
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch {
    return void 0;
  } finally {
    clearTimeout(timeout);
  }
}
function orNone(count) {
  try {
    return count();
  } catch {
    return 0;
  }
}
function reasonOf(error) {
  if (!(error instanceof Error)) return "unknown failure";
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}

// src/traces/exporter.ts
var LASTING_FAILURE = /CERT|SIGNED|SSL|TLS|ALTNAME/;
async function exportTrace(requests, options, { all, first, cancellation }) {
  const ending = new AbortController();
  const end = () => ending.abort("too late");
  const timer = setTimeout(end, Math.min(all, options.settings.timeout));
  const firstTimer = setTimeout(end, Math.min(all, first));
  let cancelledTimer;
  const cancel = () => {
    cancelledTimer = setTimeout(end, cancellation?.rest);
  };
  cancellation?.signal.addEventListener("abort", cancel, { once: true });
  let sentSpans = 0;
  try {
    const sender = openSender(options, first);
    try {
      for (const { body, spans } of requests) {
        const result = await sendOne(sender.send, compressed(body, options.settings), options, ending.signal);
        if (result.kind !== "delivered") {
          const inVain = result.kind === "unavailable" && ending.signal.aborted && sentSpans === 0;
          return { sentSpans, failure: result.reason, inVain };
        }
        clearTimeout(firstTimer);
        sentSpans += spans;
      }
      return { sentSpans };
    } finally {
      await sender.close();
    }
  } catch (error) {
    return { sentSpans, failure: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
    clearTimeout(firstTimer);
    cancellation?.signal.removeEventListener("abort", cancel);
    clearTimeout(cancelledTimer);
  }
}
function openSender({ settings, env, cwd, rejectedSpans: rejectedSpans2, now, elapsed: elapsed2 }, patience) {
  const { endpoint, compression, certificates } = settings;
  const headers = { ...settings.headers, ...compression === "gzip" && { "content-encoding": "gzip" } };
  return createSender({
    endpoint,
    env,
    headers,
    tls: readCertificates(certificates, cwd),
    patience,
    rejectedSpans: rejectedSpans2,
    now,
    elapsed: elapsed2
  });
}
async function sendOne(send, body, { elapsed: elapsed2, random }, over) {
  let last = { kind: "unavailable", reason: "no answer in time", answered: false };
  for (let failures = 1; !over.aborted; failures += 1) {
    const result = await send(body, over);
    if (over.aborted && result.kind === "unavailable") return last;
    if (result.kind !== "unavailable" || LASTING_FAILURE.test(result.reason)) return result;
    last = result;
    const wait = result.retryAt === void 0 ? void 0 : Math.max(0, result.retryAt - elapsed2());
    await sleep(pauseBeforeRetry(failures, random(), wait), void 0, { signal: over }).catch(() => void 0);
  }
  return last;
}
var compressed = (body, { compression }) => compression === "gzip" ? gzipSync(body) : body;
function readCertificates(paths, cwd) {
  return Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, readPem(name, resolve(cwd, path))]));
}
var CERTIFICATE_NAMES = {
  ca: "OTEL_EXPORTER_OTLP_CERTIFICATE",
  cert: "OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE",
  key: "OTEL_EXPORTER_OTLP_CLIENT_KEY"
};
function readPem(name, path) {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new Error(`the file that ${CERTIFICATE_NAMES[name]} names cannot be read (${errorCode(error)})`);
  }
}

// node_modules/@opentelemetry/core/dist/trace/suppress-tracing.mjs
init_dist();
var SUPPRESS_TRACING_KEY = createContextKey("OpenTelemetry SDK Context Key SUPPRESS_TRACING");
function isTracingSuppressed(context) {
  return context.getValue(SUPPRESS_TRACING_KEY) === true;
}

// node_modules/@opentelemetry/core/dist/internal/validators.mjs
var VALID_KEY_CHAR_RANGE = "[_0-9a-z-*/]";
var VALID_KEY_REGEX = new RegExp(`^(?:${`[a-z]${VALID_KEY_CHAR_RANGE}{0,255}`}|${`[a-z0-9]${VALID_KEY_CHAR_RANGE}{0,240}@[a-z]${VALID_KEY_CHAR_RANGE}{0,13}`})$`);
var VALID_VALUE_BASE_REGEX = /^[ -~]{0,255}[!-~]$/;
var INVALID_VALUE_COMMA_EQUAL_REGEX = /,|=/;
function validateKey(key) {
  return VALID_KEY_REGEX.test(key);
}
function validateValue(value) {
  return VALID_VALUE_BASE_REGEX.test(value) && !INVALID_VALUE_COMMA_EQUAL_REGEX.test(value);
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
  set(key, value) {
    if (!validateKey(key) || !validateValue(value)) return this;
    const currState = this._getState();
    const currValue = currState.get(key);
    let newLength = this._length;
    if (typeof currValue === "string") newLength += value.length - currValue.length;
    else {
      if (currState.size >= MAX_TRACE_STATE_ITEMS) return this;
      newLength += key.length + value.length + (currState.size > 0 ? 2 : 1);
    }
    if (newLength > MAX_TRACE_STATE_LEN) return this;
    const newState = new Map(currState);
    newState.delete(key);
    newState.set(key, value);
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
      const value = m.slice(idx + 1);
      if (!validateKey(key) || !validateValue(value)) continue;
      const futureLength = currentLength + m.length + (vendorEntries.size > 0 ? 1 : 0);
      if (futureLength > MAX_TRACE_STATE_LEN) continue;
      vendorEntries.set(key, value);
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
  inject(context, carrier, setter) {
    const spanContext = trace.getSpanContext(context);
    if (!spanContext || isTracingSuppressed(context) || !isSpanContextValid(spanContext)) return;
    const traceParent = `${VERSION2}-${spanContext.traceId}-${spanContext.spanId}-0${Number(spanContext.traceFlags || TraceFlags.NONE).toString(16)}`;
    setter.set(carrier, TRACE_PARENT_HEADER, traceParent);
    if (spanContext.traceState) setter.set(carrier, TRACE_STATE_HEADER, spanContext.traceState.serialize());
  }
  extract(context, carrier, getter) {
    const traceParentHeader = getter.get(carrier, TRACE_PARENT_HEADER);
    if (!traceParentHeader) return context;
    const traceParent = Array.isArray(traceParentHeader) ? traceParentHeader[0] : traceParentHeader;
    if (typeof traceParent !== "string") return context;
    const spanContext = parseTraceParent(traceParent);
    if (!spanContext) return context;
    spanContext.isRemote = true;
    const traceStateHeader = getter.get(carrier, TRACE_STATE_HEADER);
    if (traceStateHeader) {
      const state = Array.isArray(traceStateHeader) ? traceStateHeader.join(",") : traceStateHeader;
      spanContext.traceState = new TraceState(typeof state === "string" ? state : void 0);
    }
    return trace.setSpanContext(context, spanContext);
  }
  fields() {
    return [TRACE_PARENT_HEADER, TRACE_STATE_HEADER];
  }
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
  writeSint32(value) {
    this.writeVarint((value << 1 ^ value >> 31) >>> 0);
  }
  /**
  * Write a signed 64-bit fixed integer (sfixed64) from a JS number.
  * Handles negative values via two's complement.
  */
  writeSfixed64(value) {
    let low;
    let high;
    if (value >= 0) {
      low = value >>> 0;
      high = value / 4294967296 >>> 0;
    } else {
      const abs = Math.abs(value);
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
  writeVarint(value) {
    this._ensureCapacity(estimateVarintSize(value));
    if (value >= 0 && value <= 4294967295) {
      let v = value >>> 0;
      while (v > 127) {
        this._buffer[this.pos++] = v & 127 | 128;
        v >>>= 7;
      }
      this._buffer[this.pos++] = v;
    } else {
      let low;
      let high;
      if (value >= 0) {
        low = value >>> 0;
        high = value / 4294967296 >>> 0;
      } else {
        const abs = Math.abs(value);
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
  writeFixed32(value) {
    this._ensureCapacity(4);
    const v = value >>> 0;
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
  writeDouble(value) {
    this._ensureCapacity(8);
    this._dataView.setFloat64(this.pos, value, true);
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
function writeHrTimeAsFixed64(serializer, hrTime) {
  const seconds = hrTime[0];
  const nanos = hrTime[1];
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
    const value = attributes[key];
    writer.writeTag(fieldNumber, 2);
    const kvStart = writer.startLengthDelimited();
    const startPos = writer.pos;
    writeKeyValue(writer, key, value);
    writer.finishLengthDelimited(kvStart, writer.pos - startPos);
  }
}
function writeKeyValue(writer, key, value) {
  writer.writeTag(1, 2);
  writer.writeString(key);
  writer.writeTag(2, 2);
  const valueStart = writer.startLengthDelimited();
  const startPos = writer.pos;
  writeAnyValue(writer, value);
  writer.finishLengthDelimited(valueStart, writer.pos - startPos);
}
var MIN_64_BIT_INT = -(2 ** 63);
var MAX_64_BIT_INT = 2 ** 63;
function writeAnyValue(writer, value) {
  const t = typeof value;
  if (t === "string") {
    writer.writeTag(1, 2);
    writer.writeString(value);
  } else if (t === "boolean") {
    writer.writeTag(2, 0);
    writer.writeVarint(value ? 1 : 0);
  } else if (t === "number") {
    const numValue = value;
    if (Number.isInteger(numValue) && numValue >= MIN_64_BIT_INT && numValue < MAX_64_BIT_INT) {
      writer.writeTag(3, 0);
      writer.writeVarint(numValue);
    } else {
      writer.writeTag(4, 1);
      writer.writeDouble(numValue);
    }
  } else if (value instanceof Uint8Array) {
    writer.writeTag(7, 2);
    writer.writeBytes(value);
  } else if (Array.isArray(value)) {
    writer.writeTag(5, 2);
    const arrayStart = writer.startLengthDelimited();
    const arrayStartPos = writer.pos;
    for (const item of value) {
      writer.writeTag(1, 2);
      const itemStart = writer.startLengthDelimited();
      const itemStartPos = writer.pos;
      writeAnyValue(writer, item);
      writer.finishLengthDelimited(itemStart, writer.pos - itemStartPos);
    }
    writer.finishLengthDelimited(arrayStart, writer.pos - arrayStartPos);
  } else if (t === "object" && value != null) {
    writer.writeTag(6, 2);
    const kvlistStart = writer.startLengthDelimited();
    const kvlistStartPos = writer.pos;
    const obj = value;
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
  writeVarint(value) {
    this.pos += estimateVarintSize(value);
  }
  writeSint32(value) {
    this.pos += estimateVarintSize((value << 1 ^ value >> 31) >>> 0);
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
  const context = link.context;
  writer.writeTag(1, 2);
  writer.writeBytes(hexToBinary(context.traceId));
  writer.writeTag(2, 2);
  writer.writeBytes(hexToBinary(context.spanId));
  const linkTraceState = context.traceState?.serialize();
  if (linkTraceState) {
    writer.writeTag(3, 2);
    writer.writeString(linkTraceState);
  }
  if (link.attributes) writeAttributes(writer, link.attributes, 4);
  writer.writeTag(5, 0);
  writer.writeVarint(link.droppedAttributesCount || 0);
  const linkFlags = buildSpanFlags(context.traceFlags, context.isRemote);
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

// src/traces/attributes.ts
var CONVENTIONS_VERSION = "1.44.0";
var SCHEMA_URL = `https://opentelemetry.io/schemas/${CONVENTIONS_VERSION}`;

// src/traces/tracer.ts
function rejectedSpans(answer) {
  return Number(ProtobufTraceSerializer.deserializeResponse(answer).partialSuccess?.rejectedSpans ?? 0);
}
var PROPAGATOR = new W3CTraceContextPropagator();

// src/traces/send-trace.ts
var SPANS_IN_REQUEST = 2e3;
var UNANSWERING_TIMEOUT_MS = 500;
async function sendTrace(host, settings, tracer, { all, cancellation }) {
  const { endpoint, timeout } = settings;
  const isKnown = isUnreachable(host, endpoint, "traces");
  const options = {
    settings,
    env: host.env,
    cwd: host.cwd,
    rejectedSpans,
    now: host.now,
    elapsed: host.elapsed,
    random: Math.random
  };
  const first = isKnown ? Math.min(all, UNANSWERING_TIMEOUT_MS) : all;
  const time = { all, first, cancellation };
  const { sentSpans, failure, inVain } = await exportTrace(tracer.requests(SPANS_IN_REQUEST), options, time);
  if (isKnown && sentSpans > 0) forgetServer(host, endpoint, "traces");
  if (!isKnown && inVain === true && Math.min(all, timeout) > UNANSWERING_TIMEOUT_MS)
    rememberUnreachable(host, endpoint, "traces");
  if (failure === void 0) return;
  const lost = tracer.completed() - sentSpans;
  host.log.notice(lossNotice(lost, endpoint, failure, isKnown && inVain === true));
}
function lossNotice(spans, { host }, failure, wasBrief) {
  const what = spans === 1 ? "A span" : `${spans} spans`;
  const brief = wasBrief ? " It kept an earlier step of this job waiting for nothing, so this one gave it half a second at the most." : "";
  return `${what} of this step's trace did not reach the collector at ${host}: ${failure}.${brief} The step is not affected.`;
}
export {
  sendTrace
};
