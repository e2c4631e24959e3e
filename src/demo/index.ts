export { DEMO_OPERATOR, DEMO_PASSWORD } from './password.js';
export { demoAccounts, seedDemo, type DemoBrandAccounts, type DemoSite } from './seed.js';
export { startDemoShop, type DemoShop, type DemoShopOptions } from './shop/server.js';
