-- random program 284
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
  if T.w5 then say("w1 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  ev:wait()
  say("w1 3 ev")
  do local _ <close> = defer(function()
    sleep(0)
    say("w1 4 finally")
  end)
    do local _ <close> = lk:hold()
      say("w1 6 in")
      sleep(1)
      say("w1 8")
    end
    if T.w3 then say("w1 cancels w3 " .. yn(T.w3:cancel())) end
  end
  local function f11()
    say("w1.f11 12")
    q:put(13)
    say("w1.f11 14 put 13")
    return "f11"
  end
  local function f15()
    say("w1.f15 16")
    do local _ <close> = lk:hold()
      say("w1.f15 18 in")
      do local ok, e = pcall(function()
        say("w1.f15 got " .. q:get())
        ev:set()
      end)
        if is(e, Cancelled) then say("w1.f15 19 cancelled raise")
          error(e, 0)
        elseif not ok then error(e, 0) end end
      do local _ <close> = lk:hold()
        say("w1.f15 23 in")
        if T.w1 then say("w1.f15 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        say("w1.f15 26")
        sleep(3)
        say("w1.f15 28")
      end
      sleep(2)
      say("w1.f15 30")
    end
    ev:wait()
    say("w1.f15 32 ev")
    if T.w2 then say("w1.f15 cancels w2 " .. yn(T.w2:cancel())) end
    error("E34", 0)
  end
  for _, x in ipairs(gather({ spawn("f11", f11), spawn("f15", f15) }, { return_errors = true })) do
    say("w1 10 " .. (x.ok and x.value or kind(x.error)))
  end
  if not q:full() then q:put_nowait(35) end
  say("w1 36 end")
end
local function w2()
  local function f38()
    say("w2.f38 39")
    sleep(0)
    say("w2.f38 41")
    error("E42", 0)
  end
  local function f43()
    say("w2.f43 44")
    if T.w5 then say("w2.f43 cancels w5 " .. yn(T.w5:cancel())) end
    do local ok, e = pcall(function()
      if T.w2 then say("w2.f43 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      q:put(48)
      say("w2.f43 49 put 48")
    end)
      if is(e, Cancelled) then say("w2.f43 46 cancelled swallow")
      elseif not ok then error(e, 0) end end
    say("w2.f43 count " .. current():cancelling())
    return "f43"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f38", f38)
    tg:spawn("f43", f43)
    ev:wait()
    say("w2 52 ev")
    sleep(0)
    say("w2 54")
  end)
    if is(e, ErrorGroup) then say("w2 37 " .. kind(e)) elseif not ok then error(e, 0) end end
  sleep(1)
  say("w2 56")
  say("w2 57 end")
end
local function w3()
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  if T.w1 then say("w3 cancels w1 " .. yn(T.w1:cancel())) end
  do local _ <close> = lk:hold()
    say("w3 61 in")
    say("w3 63")
    say("w3 got " .. q:get())
  end
  q:put(65)
  say("w3 66 put 65")
  ev:set()
  say("w3 68 end")
end
local function w4()
  sleep(5)
  say("w4 70")
  ev:clear()
  local function f73()
    say("w4.f73 74")
    ev:clear()
    return "f73"
  end
  local function f76()
    say("w4.f76 77")
    ev:set()
    return "f76"
  end
  do local ok, e = pcall(function() say("w4 72 got " .. table.concat({ gather { spawn("f73", f73), spawn("f76", f76) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w4 72 err " .. kind(e)) else error(e, 0) end end end
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  ev:set()
  say("w4 81 end")
end
local function w5()
  local function f83()
    say("w5.f83 84")
    do local ok, e = pcall(function()
      if not q:full() then q:put_nowait(86) end
      if not q:empty() then say("w5.f83 took " .. q:get_nowait()) end
      if not q:full() then q:put_nowait(88) end
    end)
      if is(e, Cancelled) then say("w5.f83 85 cancelled cleanup")
        sleep(1)
        say("w5.f83 85 cleaned")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    do local ok, e = pcall(function() T.w4:await() end)
      if ok then say("w5.f83 89 ok") elseif type(e) == "string" then say("w5.f83 89 err " .. kind(e)) else error(e, 0) end end
    ev:set()
    return "f83"
  end
  local function f91()
    say("w5.f91 92")
    sleep(1)
    say("w5.f91 94")
    if T.w2 then say("w5.f91 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    say("w5.f91 got " .. q:get())
    return "f91"
  end
  local function f97()
    say("w5.f97 98")
    sleep(2)
    say("w5.f97 100")
    if T.w4 then say("w5.f97 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    say("w5.f97 103")
    return "f97"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f83", f83)
    tg:spawn("f91", f91)
    tg:spawn("f97", f97)
    sleep(5)
    say("w5 105")
  end)
    if is(e, ErrorGroup) then say("w5 82 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w5 got " .. q:get())
  say("w5 got " .. q:get())
  say("w5 got " .. q:get())
  say("w5 109 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
sleep(0)
sleep(1)
sleep(1)
sleep(5)
say('main ends')
