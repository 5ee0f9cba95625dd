-- random program 287
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
  q:put(1)
  say("w1 2 put 1")
  do local ok, e = pcall(timeout, 5, function()
    say("w1 5")
  end)
    if is(e, Timeout) then say("w1 3 timeout") elseif not ok then error(e, 0) end end
  say("w1 6 end")
end
local function w2()
  do local _ <close> = lk:hold()
    say("w2 8 in")
    say("w2 got " .. q:get())
    do local ok, e = pcall(timeout, 0, function()
      say("w2 barrier " .. br:wait())
    end)
      if is(e, Timeout) then say("w2 10 timeout") elseif not ok then error(e, 0) end end
  end
  local function f13()
    say("w2.f13 14")
    local function f16()
      say("w2.f13.f16 17")
      say("w2.f13.f16 got " .. q:get())
      return "f16"
    end
    local function f19()
      say("w2.f13.f19 20")
      ev:clear()
      local function f23()
        say("w2.f13.f19.f23 24")
        ev:clear()
        say("w2.f13.f19.f23 count " .. current():cancelling())
        error("E27", 0)
      end
      local function f28()
        say("w2.f13.f19.f28 29")
        q:put(30)
        say("w2.f13.f19.f28 31 put 30")
        return "f28"
      end
      local function f32()
        say("w2.f13.f19.f32 33")
        if not q:full() then q:put_nowait(34) end
        say("w2.f13.f19.f32 36")
        say("w2.f13.f19.f32 got " .. q:get())
        return "f32"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f23", f23)
        tg:spawn("f28", f28)
        tg:spawn("f32", f32)
      end)
        if is(e, ErrorGroup) then say("w2.f13.f19 22 " .. kind(e)) elseif not ok then error(e, 0) end end
      return "f19"
    end
    local function f38()
      say("w2.f13.f38 39")
      do local _ <close> = cd:hold()
        cd:wait()
        say("w2.f13.f38 41 woken")
      end
      return "f38"
    end
    do local ok, e = pcall(function() say("w2.f13 15 got " .. table.concat({ gather { spawn("f16", f16), spawn("f19", f19), spawn("f38", f38) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w2.f13 15 err " .. kind(e)) else error(e, 0) end end end
    do local ok, e = pcall(function() shield(T.w1) end)
      if ok then say("w2.f13 42 ok") elseif type(e) == "string" then say("w2.f13 42 err " .. kind(e)) else error(e, 0) end end
    do local ok, e = pcall(function()
      do local _ <close> = sm:hold()
        say("w2.f13 45 in")
        say("w2.f13 count " .. current():cancelling())
        ev:set()
        if T.w2 then say("w2.f13 cancels w2 " .. yn(T.w2:cancel())) end
      end
      ev:set()
      ev:clear()
    end)
      if is(e, Cancelled) then say("w2.f13 43 cancelled cleanup")
        sleep(0)
        say("w2.f13 43 cleaned")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    return "f13"
  end
  local function f51()
    say("w2.f51 52")
    if T.w1 then say("w2.f51 cancels w1 " .. yn(T.w1:cancel())) end
    return "f51"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f13", f13)
    tg:spawn("f51", f51)
    if T.w3 then say("w2 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  end)
    if is(e, ErrorGroup) then say("w2 12 " .. kind(e)) elseif not ok then error(e, 0) end end
  ev:wait()
  say("w2 56 ev")
  say("w2 57 end")
end
local function w3()
  do local _ <close> = lk:hold()
    say("w3 59 in")
    local function f61()
      say("w3.f61 62")
      do local ok, e = pcall(function() T.w1:await() end)
        if ok then say("w3.f61 63 ok") elseif type(e) == "string" then say("w3.f61 63 err " .. kind(e)) else error(e, 0) end end
      q:put(64)
      say("w3.f61 65 put 64")
      return "f61"
    end
    local function f66()
      say("w3.f66 67")
      q:put(68)
      say("w3.f66 69 put 68")
      current():cancel()
      if not q:full() then q:put_nowait(71) end
      return "f66"
    end
    local function f72()
      say("w3.f72 73")
      ev:wait()
      say("w3.f72 75 ev")
      sleep(2)
      say("w3.f72 77")
      current():cancel()
      return "f72"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f61", f61)
      tg:spawn("f66", f66)
      tg:spawn("f72", f72)
      sleep(0)
      say("w3 80")
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
      if T.w1 then say("w3 cancels w1 " .. yn(T.w1:cancel())) end
    end)
      if is(e, ErrorGroup) then say("w3 60 " .. kind(e)) elseif not ok then error(e, 0) end end
  end
  sleep(1)
  say("w3 84")
  current():cancel()
  sleep(1)
  say("w3 87")
  ev:wait()
  say("w3 89 ev")
  say("w3 90 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
if not q:full() then q:put_nowait(0) end
sleep(10)
say('main ends')
