export { ProxyDispatcher } from './proxy-dispatcher.js';
