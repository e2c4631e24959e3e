// The floor of messages: the smallest server that takes a message, makes it durable in Postgres, pushes it to the
// other party's room and acknowledges it.
import http from 'node:http';
import pg from 'pg';
import { Server } from 'socket.io';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
await pool.query(`DROP TABLE IF EXISTS messages; CREATE TABLE messages (id bigserial PRIMARY KEY,
  conversation_id bigint NOT NULL, sender smallint NOT NULL, body text NOT NULL, created_at timestamptz NOT NULL DEFAULT now());
  CREATE INDEX ON messages (conversation_id, id)`);
await Promise.all(Array.from({ length: 10 }, () => pool.query('SELECT pg_sleep(0.02)')));

const server = http.createServer((_, response) => response.end());
const io = new Server(server, { transports: ['websocket'], serveClient: false, perMessageDeflate: false });
io.on('connection', (socket) => {
  const room = `c${socket.handshake.auth.conversation}`;
  socket.join(room);
  socket.on('message', async (message, acknowledge) => {
    const { rows } = await pool.query({
      name: 'insert',
      text: 'INSERT INTO messages (conversation_id, sender, body) VALUES ($1, 0, $2) RETURNING id',
      values: [message.conversation, message.body],
    });
    socket.to(room).emit('entry', { seq: rows[0].id, ...message });
    acknowledge({ seq: rows[0].id });
  });
});
server.listen(Number(process.env.PORT), '127.0.0.1', 1024, () => process.send('ready'));
