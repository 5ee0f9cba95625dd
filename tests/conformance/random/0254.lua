-- random program 254
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
  if not q:empty() then say("w1 took " .. q:get_nowait()) end
  say("w1 3")
  local function f5()
    say("w1.f5 6")
    do local _ <close> = defer(function()
      say("w1.f5 7 finally")
    end)
      do local ok, e = pcall(function()
        sleep(1)
        say("w1.f5 10")
      end)
        if is(e, Cancelled) then say("w1.f5 8 cancelled raise")
          error(e, 0)
        elseif not ok then error(e, 0) end end
    end
    local function f12()
      say("w1.f5.f12 13")
      say("w1.f5.f12 15")
      ev:set()
      do local _ <close> = lk:hold()
        say("w1.f5.f12 18 in")
        say("w1.f5.f12 20")
        say("w1.f5.f12 22")
        if not q:full() then q:put_nowait(23) end
      end
      error("E24", 0)
    end
    local function f25()
      say("w1.f5.f25 26")
      local function f28()
        say("w1.f5.f25.f28 29")
        ev:clear()
        if not q:empty() then say("w1.f5.f25.f28 took " .. q:get_nowait()) end
        error("E32", 0)
      end
      local function f33()
        say("w1.f5.f25.f33 34")
        if T.w2 then say("w1.f5.f25.f33 cancels w2 " .. yn(T.w2:cancel())) end
        if T.w2 then say("w1.f5.f25.f33 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        sleep(2)
        say("w1.f5.f25.f33 38")
        return "f33"
      end
      local function f39()
        say("w1.f5.f25.f39 40")
        if T.w4 then say("w1.f5.f25.f39 cancels w4 " .. yn(T.w4:cancel())) end
        say("w1.f5.f25.f39 43")
        say("w1.f5.f25.f39 45")
        return "f39"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f28", f28), spawn("f33", f33), spawn("f39", f39) }, { timeout = nil }) do say("w1.f5.f25 27 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f5.f25 27 err " .. kind(e)) else error(e, 0) end end end
      return "f25"
    end
    local function f46()
      say("w1.f5.f46 47")
      do local _ <close> = defer(function()
        sleep(1)
        say("w1.f5.f46 48 finally")
      end)
        sleep(2)
        say("w1.f5.f46 50")
        if T.w2 then say("w1.f5.f46 cancels w2 " .. yn(T.w2:cancel())) end
      end
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
      sleep(1)
      say("w1.f5.f46 54")
      return "f46"
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f12", f12), spawn("f25", f25), spawn("f46", f46) }, { timeout = nil }) do say("w1.f5 11 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f5 11 err " .. kind(e)) else error(e, 0) end end end
    return "f5"
  end
  local function f55()
    say("w1.f55 56")
    say("w1.f55 58")
    say("w1.f55 count " .. current():cancelling())
    return "f55"
  end
  local function f60()
    say("w1.f60 61")
    say("w1.f60 63")
    ev:wait()
    say("w1.f60 65 ev")
    return "f60"
  end
  for _, x in ipairs(gather({ spawn("f5", f5), spawn("f55", f55), spawn("f60", f60) }, { return_errors = true })) do
    say("w1 4 " .. (x.ok and x.value or kind(x.error)))
  end
  say("w1 67")
  say("w1 68 end")
end
local function w2()
  ev:clear()
  local function f71()
    say("w2.f71 72")
    sleep(3)
    say("w2.f71 74")
    error("E75", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f71", f71)
    do local _ <close> = lk:hold()
      say("w2 77 in")
      if T.w3 then say("w2 cancels w3 " .. yn(T.w3:cancel())) end
    end
    if not q:empty() then say("w2 took " .. q:get_nowait()) end
  end)
    if is(e, ErrorGroup) then say("w2 70 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w2 80 end")
end
local function w3()
  ev:wait()
  say("w3 82 ev")
  sleep(1)
  say("w3 84")
  do local ok, e = pcall(function() T.w2:await() end)
    if ok then say("w3 85 ok") elseif type(e) == "string" then say("w3 85 err " .. kind(e)) else error(e, 0) end end
  ev:clear()
  say("w3 87 end")
end
local function w4()
  do local ok, e = pcall(timeout, 3, function()
    say("w4 90")
    say("w4 92")
    sleep(1)
    say("w4 94")
  end)
    if is(e, Timeout) then say("w4 88 timeout") elseif not ok then error(e, 0) end end
  current():cancel()
  q:put(96)
  say("w4 97 put 96")
  if not q:full() then q:put_nowait(98) end
  say("w4 99 end")
end
local function w5()
  ev:set()
  do local _ <close> = lk:hold()
    say("w5 102 in")
    say("w5 count " .. current():cancelling())
    do local ok, e = pcall(function()
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
    end)
      if is(e, Cancelled) then say("w5 104 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    ev:wait()
    say("w5 107 ev")
  end
  sleep(2)
  say("w5 109")
  sleep(0)
  say("w5 111")
  say("w5 112 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
sleep(2)
sleep(5)
say('main ends')
