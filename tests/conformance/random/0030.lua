-- random program 30
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(2)
local function w1()
  current():cancel()
  do local _ <close> = cd:hold()
    cd:wait()
    say("w1 3 woken")
  end
  ev:clear()
  say("w1 5 end")
end
local function w2()
  do local ok, e = pcall(function()
    if T.w1 then say("w2 cancels w1 " .. yn(T.w1:cancel())) end
    sleep(1)
    say("w2 9")
    say("w2 barrier " .. br:wait())
  end)
    if is(e, Cancelled) then say("w2 6 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  local function f12()
    say("w2.f12 13")
    do local _ <close> = sm:hold()
      say("w2.f12 15 in")
      sleep(2)
      say("w2.f12 17")
      say("w2.f12 19")
      if T.w5 then say("w2.f12 cancels w5 " .. yn(T.w5:cancel())) end
    end
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    do local ok, e = pcall(function() shield(T.w1) end)
      if ok then say("w2.f12 22 ok") elseif type(e) == "string" then say("w2.f12 22 err " .. kind(e)) else error(e, 0) end end
    return "f12"
  end
  local function f23()
    say("w2.f23 24")
    local function f26()
      say("w2.f23.f26 27")
      say("w2.f23.f26 size " .. q:size())
      return "f26"
    end
    do local ok, e = pcall(function() say("w2.f23 25 " .. wait_for(1, spawn("f26", f26))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w2.f23 25 err " .. kind(e)) else error(e, 0) end end end
    ev:clear()
    if T.w3 then say("w2.f23 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    return "f23"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f12", f12)
    tg:spawn("f23", f23)
    do local _ <close> = lk:hold()
      say("w2 32 in")
      say("w2 34")
    end
  end)
    if is(e, ErrorGroup) then say("w2 11 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w2 35 end")
end
local function w3()
  local function f37()
    say("w3.f37 38")
    local function f40()
      say("w3.f37.f40 41")
      do local _ <close> = defer(function()
        say("w3.f37.f40 42 finally")
      end)
        if T.w3 then say("w3.f37.f40 cancels w3 " .. yn(T.w3:cancel())) end
        current():cancel()
        say("w3.f37.f40 46")
      end
      return "f40"
    end
    local function f47()
      say("w3.f37.f47 48")
      do local _ <close> = defer(function()
        say("w3.f37.f47 49 finally")
      end)
        if T.w3 then say("w3.f37.f47 cancels w3 " .. yn(T.w3:cancel())) end
        do local ok, e = pcall(function() T.w2:await() end)
          if ok then say("w3.f37.f47 51 ok") elseif type(e) == "string" then say("w3.f37.f47 51 err " .. kind(e)) else error(e, 0) end end
      end
      return "f47"
    end
    local function f52()
      say("w3.f37.f52 53")
      q:put(54)
      say("w3.f37.f52 55 put 54")
      sleep(1)
      say("w3.f37.f52 57")
      current():cancel()
      return "f52"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f40", f40)
      tg:spawn("f47", f47)
      tg:spawn("f52", f52)
    end)
      if is(e, ErrorGroup) then say("w3.f37 39 " .. kind(e)) elseif not ok then error(e, 0) end end
    return "f37"
  end
  local function f59()
    say("w3.f59 60")
    if T.w3 then say("w3.f59 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    say("w3.f59 count " .. current():cancelling())
    return "f59"
  end
  for _, x in ipairs(gather({ spawn("f37", f37), spawn("f59", f59) }, { return_errors = true })) do
    say("w3 36 " .. (x.ok and x.value or kind(x.error)))
  end
  if not q:full() then q:put_nowait(63) end
  ev:wait()
  say("w3 65 ev")
  if T.w3 then say("w3 cancels w3 " .. yn(T.w3:cancel())) end
  ev:wait()
  say("w3 68 ev")
  say("w3 69 end")
end
local function w4()
  q:put(70)
  say("w4 71 put 70")
  do local ok, e = pcall(function() T.w3:await() end)
    if ok then say("w4 72 ok") elseif type(e) == "string" then say("w4 72 err " .. kind(e)) else error(e, 0) end end
  do local _ <close> = lk:hold()
    say("w4 74 in")
    if not q:full() then q:put_nowait(75) end
  end
  say("w4 76 end")
end
local function w5()
  do local _ <close> = lk:hold()
    say("w5 78 in")
    sleep(5)
    say("w5 80")
    say("w5 count " .. current():cancelling())
    local function f83()
      say("w5.f83 84")
      if T.w1 then say("w5.f83 cancels w1 " .. yn(T.w1:cancel())) end
      error("E86", 0)
    end
    local function f87()
      say("w5.f87 88")
      if T.w5 then say("w5.f87 cancels w5 " .. yn(T.w5:cancel())) end
      say("w5.f87 got " .. q:get())
      ev:clear()
      return "f87"
    end
    local function f92()
      say("w5.f92 93")
      sleep(1)
      say("w5.f92 95")
      if not q:full() then q:put_nowait(96) end
      current():cancel()
      return "f92"
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f83", f83), spawn("f87", f87), spawn("f92", f92) }, { timeout = nil }) do say("w5 82 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w5 82 err " .. kind(e)) else error(e, 0) end end end
  end
  if not q:empty() then say("w5 took " .. q:get_nowait()) end
  say("w5 99 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
ev:set()
sleep(1)
ev:set()
sleep(2)
sleep(1)
sleep(10)
say('main ends')
