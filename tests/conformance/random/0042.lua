-- random program 42
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(0)
local function w1()
  if T.w1 then say("w1 cancels w1 " .. yn(T.w1:cancel())) end
  ev:clear()
  sleep(5)
  say("w1 4")
  sleep(2)
  say("w1 6")
  say("w1 7 end")
end
local function w2()
  say("w2 9")
  sleep(1)
  say("w2 11")
  say("w2 12 end")
end
local function w3()
  local function f14()
    say("w3.f14 15")
    local function f17()
      say("w3.f14.f17 18")
      local function f20()
        say("w3.f14.f17.f20 21")
        if T.w3 then say("w3.f14.f17.f20 cancels w3 " .. yn(T.w3:cancel())) end
        return "f20"
      end
      local function f23()
        say("w3.f14.f17.f23 24")
        sleep(2)
        say("w3.f14.f17.f23 26")
        return "f23"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f20", f20)
        tg:spawn("f23", f23)
        sleep(0)
        say("w3.f14.f17 28")
        if not q:full() then q:put_nowait(29) end
      end)
        if is(e, ErrorGroup) then say("w3.f14.f17 19 " .. kind(e)) elseif not ok then error(e, 0) end end
      error("E30", 0)
    end
    do local ok, e = pcall(function() say("w3.f14 16 " .. wait_for(2, spawn("f17", f17))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w3.f14 16 err " .. kind(e)) else error(e, 0) end end end
    return "f14"
  end
  local function f31()
    say("w3.f31 32")
    do local ok, e = pcall(function()
      do local _ <close> = cd:hold()
        cd:wait()
        say("w3.f31 35 woken")
      end
    end)
      if is(e, Cancelled) then say("w3.f31 33 cancelled uncancel")
        say("w3.f31 33 uncancel " .. current():uncancel())
      elseif not ok then error(e, 0) end end
    error("E36", 0)
  end
  local function f37()
    say("w3.f37 38")
    local function f40()
      say("w3.f37.f40 41")
      do local ok, e = pcall(function() shield(T.w1) end)
        if ok then say("w3.f37.f40 42 ok") elseif type(e) == "string" then say("w3.f37.f40 42 err " .. kind(e)) else error(e, 0) end end
      sleep(0)
      say("w3.f37.f40 44")
      return "f40"
    end
    local function f45()
      say("w3.f37.f45 46")
      sleep(1)
      say("w3.f37.f45 48")
      sleep(2)
      say("w3.f37.f45 50")
      return "f45"
    end
    local function f51()
      say("w3.f37.f51 52")
      do local _ <close> = sm:hold()
        say("w3.f37.f51 54 in")
        say("w3.f37.f51 got " .. q:get())
      end
      do local _ <close> = sm:hold()
        say("w3.f37.f51 57 in")
        ev:clear()
      end
      sleep(1)
      say("w3.f37.f51 60")
      return "f51"
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f40", f40), spawn("f45", f45), spawn("f51", f51) }, { timeout = nil }) do say("w3.f37 39 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w3.f37 39 err " .. kind(e)) else error(e, 0) end end end
    do local ok, e = pcall(function()
      local function f63()
        say("w3.f37.f63 64")
        ev:set()
        q:put(66)
        say("w3.f37.f63 67 put 66")
        say("w3.f37.f63 69")
        error("E70", 0)
      end
      local function f71()
        say("w3.f37.f71 72")
        q:put(73)
        say("w3.f37.f71 74 put 73")
        return "f71"
      end
      local function f75()
        say("w3.f37.f75 76")
        sleep(2)
        say("w3.f37.f75 78")
        error("E79", 0)
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f63", f63), spawn("f71", f71), spawn("f75", f75) }, { timeout = 3 }) do say("w3.f37 62 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w3.f37 62 err " .. kind(e)) else error(e, 0) end end end
      do local ok, e = pcall(function()
        sleep(1)
        say("w3.f37 82")
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
      end)
        if is(e, Cancelled) then say("w3.f37 80 cancelled raise")
          error(e, 0)
        elseif not ok then error(e, 0) end end
    end)
      if is(e, Cancelled) then say("w3.f37 61 cancelled swallow")
      elseif not ok then error(e, 0) end end
    return "f37"
  end
  for _, x in ipairs(gather({ spawn("f14", f14), spawn("f31", f31), spawn("f37", f37) }, { return_errors = true })) do
    say("w3 13 " .. (x.ok and x.value or kind(x.error)))
  end
  if not q:empty() then say("w3 took " .. q:get_nowait()) end
  do local ok, e = pcall(function() T.w2:await() end)
    if ok then say("w3 85 ok") elseif type(e) == "string" then say("w3 85 err " .. kind(e)) else error(e, 0) end end
  say("w3 86 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
sleep(1)
if not q:full() then q:put_nowait(0) end
ev:set()
sleep(5)
say('main ends')
