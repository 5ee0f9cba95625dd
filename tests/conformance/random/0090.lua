-- random program 90
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(1)
local function w1()
  local function f2()
    say("w1.f2 3")
    say("w1.f2 5")
    if T.w2 then say("w1.f2 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    return "f2"
  end
  local function f7()
    say("w1.f7 8")
    sleep(5)
    say("w1.f7 10")
    ev:wait()
    say("w1.f7 12 ev")
    error("E13", 0)
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f2", f2), spawn("f7", f7) }, { timeout = 2 }) do say("w1 1 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 1 err " .. kind(e)) else error(e, 0) end end end
  do local ok, e = pcall(function()
    local function f16()
      say("w1.f16 17")
      sleep(0)
      say("w1.f16 19")
      error("E20", 0)
    end
    local function f21()
      say("w1.f21 22")
      say("w1.f21 24")
      if not q:empty() then say("w1.f21 took " .. q:get_nowait()) end
      ev:set()
      error("E27", 0)
    end
    local function f28()
      say("w1.f28 29")
      sleep(0)
      say("w1.f28 31")
      say("w1.f28 33")
      error("E34", 0)
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f16", f16)
      tg:spawn("f21", f21)
      tg:spawn("f28", f28)
    end)
      if is(e, ErrorGroup) then say("w1 15 " .. kind(e)) elseif not ok then error(e, 0) end end
  end)
    if is(e, Cancelled) then say("w1 14 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  say("w1 36")
  local function f38()
    say("w1.f38 39")
    local function f41()
      say("w1.f38.f41 42")
      do local _ <close> = defer(function()
        sleep(2)
        say("w1.f38.f41 43 finally")
      end)
        ev:clear()
        sleep(2)
        say("w1.f38.f41 46")
        ev:wait()
        say("w1.f38.f41 48 ev")
      end
      return "f41"
    end
    local function f49()
      say("w1.f38.f49 50")
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
      if T.w3 then say("w1.f38.f49 cancels w3 " .. yn(T.w3:cancel())) end
      return "f49"
    end
    local function f53()
      say("w1.f38.f53 54")
      if T.w2 then say("w1.f38.f53 cancels w2 " .. yn(T.w2:cancel())) end
      return "f53"
    end
    for _, x in ipairs(gather({ spawn("f41", f41), spawn("f49", f49), spawn("f53", f53) }, { return_errors = true })) do
      say("w1.f38 40 " .. (x.ok and x.value or kind(x.error)))
    end
    if T.w2 then say("w1.f38 cancels w2 " .. yn(T.w2:cancel())) end
    return "f38"
  end
  do local ok, e = pcall(function() say("w1 37 " .. wait_for(5, spawn("f38", f38))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 37 err " .. kind(e)) else error(e, 0) end end end
  say("w1 57 end")
end
local function w2()
  current():cancel()
  sleep(2)
  say("w2 60")
  do local _ <close> = defer(function()
    sleep(5)
    say("w2 61 finally")
  end)
    local function f63()
      say("w2.f63 64")
      sleep(1)
      say("w2.f63 66")
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
      sleep(1)
      say("w2.f63 69")
      return "f63"
    end
    do local ok, e = pcall(function() say("w2 62 " .. wait_for(1, spawn("f63", f63))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 62 err " .. kind(e)) else error(e, 0) end end end
  end
  say("w2 70 end")
end
local function w3()
  do local _ <close> = cd:hold()
    cd:wait()
    say("w3 72 woken")
  end
  ev:set()
  do local _ <close> = sm:hold()
    say("w3 75 in")
    if T.w2 then say("w3 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  end
  if T.w1 then say("w3 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w3 78 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
sleep(3)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
ev:set()
sleep(5)
say('main ends')
