-- random program 231
local function say(s) print(string.format("%d %s", now(), s)) end
local function yn(b) return b and "yes" or "no" end
local kind
function kind(e)
  if is(e, ErrorGroup) then
    local t = {}
    for i, x in ipairs(e.errors) do t[i] = kind(x) end
    return "ErrorGroup[" .. table.concat(t, ", ") .. "]"
  end
  for n, k in pairs { Cancelled = Cancelled, Timeout = Timeout, InvalidState = InvalidState,
      QueueEmpty = QueueEmpty, QueueFull = QueueFull, BrokenBarrier = BrokenBarrier } do
    if is(e, k) then return n end
  end
  return tostring(e)
end

  
local T = {}
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(1)
local function w1()
  if not q:empty() then say("w1 took " .. q:get_nowait()) end
  say("w1 3")
  if T.w4 then say("w1 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w1 5 end")
end
local function w2()
  do local _ <close> = lk:hold()
    say("w2 7 in")
    do local ok, e = pcall(function() shield(T.w1) end)
      if ok then say("w2 8 ok") elseif type(e) == "string" then say("w2 8 err " .. kind(e)) else error(e, 0) end end
    do local ok, e = pcall(timeout, 0, function()
      ev:set()
      say("w2 12")
      q:put(13)
      say("w2 14 put 13")
    end)
      if is(e, Timeout) then say("w2 9 timeout") elseif not ok then error(e, 0) end end
    do local _ <close> = sm:hold()
      say("w2 16 in")
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
      say("w2 19")
    end
  end
  say("w2 21")
  if T.w4 then say("w2 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w2 24")
  if T.w1 then say("w2 cancels w1 " .. yn(T.w1:cancel())) end
  say("w2 26 end")
end
local function w3()
  local function f28()
    say("w3.f28 29")
    do local _ <close> = sm:hold()
      say("w3.f28 31 in")
      sleep(1)
      say("w3.f28 33")
      do local ok, e = pcall(timeout, 0, function()
        say("w3.f28 count " .. current():cancelling())
        say("w3.f28 got " .. q:get())
      end)
        if is(e, Timeout) then say("w3.f28 34 timeout") elseif not ok then error(e, 0) end end
    end
    return "f28"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f28", f28)
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    q:put(38)
    say("w3 39 put 38")
    if not q:full() then q:put_nowait(40) end
  end)
    if is(e, ErrorGroup) then say("w3 27 " .. kind(e)) elseif not ok then error(e, 0) end end
  sleep(1)
  say("w3 42")
  say("w3 43 end")
end
local function w4()
  do local _ <close> = defer(function()
    say("w4 44 finally")
  end)
    do local _ <close> = sm:hold()
      say("w4 46 in")
      do local _ <close> = lk:hold()
        say("w4 48 in")
        sleep(2)
        say("w4 50")
        ev:wait()
        say("w4 52 ev")
      end
      sleep(3)
      say("w4 54")
      say("w4 56")
    end
    say("w4 58")
    if not q:empty() then say("w4 took " .. q:get_nowait()) end
  end
  say("w4 got " .. q:get())
  say("w4 62")
  say("w4 64")
  if not q:full() then q:put_nowait(65) end
  say("w4 66 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
say('main cancels w1 ' .. yn(T.w1:cancel()))
sleep(3)
sleep(1)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(10)
say('main ends')
