-- random program 1
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
  do local ok, e = pcall(function()
    do local _ <close> = cd:hold()
      cd:wait()
      say("w1 3 woken")
    end
    if not q:empty() then say("w1 took " .. q:get_nowait()) end
    sleep(3)
    say("w1 6")
  end)
    if is(e, Cancelled) then say("w1 1 cancelled swallow")
    elseif not ok then error(e, 0) end end
  say("w1 8")
  do local _ <close> = cd:hold()
    cd:wait()
    say("w1 10 woken")
  end
  do local ok, e = pcall(timeout, 0, function()
    do local ok, e = pcall(function()
      if T.w3 then say("w1 cancels w3 " .. yn(T.w3:cancel())) end
      sleep(2)
      say("w1 15")
      say("w1 17")
    end)
      if is(e, Cancelled) then say("w1 12 cancelled cleanup")
        sleep(0)
        say("w1 12 cleaned")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    say("w1 19")
    local function f21()
      say("w1.f21 22")
      if not q:empty() then say("w1.f21 took " .. q:get_nowait()) end
      do local ok, e = pcall(timeout, 0, function()
        ev:set()
        if T.w2 then say("w1.f21 cancels w2 " .. yn(T.w2:cancel())) end
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
      end)
        if is(e, Timeout) then say("w1.f21 24 timeout") elseif not ok then error(e, 0) end end
      return "f21"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f21", f21)
    end)
      if is(e, ErrorGroup) then say("w1 20 " .. kind(e)) elseif not ok then error(e, 0) end end
  end)
    if is(e, Timeout) then say("w1 11 timeout") elseif not ok then error(e, 0) end end
  if T.w2 then say("w1 cancels w2 " .. yn(T.w2:cancel())) end
  say("w1 29 end")
end
local function w2()
  do local ok, e = pcall(timeout, 5, function()
    sleep(1)
    say("w2 32")
    local function f34()
      say("w2.f34 35")
      ev:set()
      q:put(37)
      say("w2.f34 38 put 37")
      return "f34"
    end
    local function f39()
      say("w2.f39 40")
      say("w2.f39 count " .. current():cancelling())
      if not q:empty() then say("w2.f39 took " .. q:get_nowait()) end
      say("w2.f39 count " .. current():cancelling())
      return "f39"
    end
    local function f44()
      say("w2.f44 45")
      ev:wait()
      say("w2.f44 47 ev")
      do local ok, e = pcall(function() T.w1:await() end)
        if ok then say("w2.f44 48 ok") elseif type(e) == "string" then say("w2.f44 48 err " .. kind(e)) else error(e, 0) end end
      return "f44"
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f34", f34), spawn("f39", f39), spawn("f44", f44) }, { timeout = 5 }) do say("w2 33 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 33 err " .. kind(e)) else error(e, 0) end end end
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w2 49 ok") elseif type(e) == "string" then say("w2 49 err " .. kind(e)) else error(e, 0) end end
  end)
    if is(e, Timeout) then say("w2 30 timeout") elseif not ok then error(e, 0) end end
  if T.w1 then say("w2 cancels w1 " .. yn(T.w1:cancel())) end
  say("w2 51 end")
end
local function w3()
  do local ok, e = pcall(timeout, 1, function()
    local function f54()
      say("w3.f54 55")
      do local _ <close> = sm:hold()
        say("w3.f54 57 in")
        if T.w3 then say("w3.f54 cancels w3 " .. yn(T.w3:cancel())) end
      end
      current():cancel()
      sleep(5)
      say("w3.f54 61")
      return "f54"
    end
    do local ok, e = pcall(function() say("w3 53 " .. wait_for(2, spawn("f54", f54))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 53 err " .. kind(e)) else error(e, 0) end end end
    if T.w3 then say("w3 cancels w3 " .. yn(T.w3:cancel())) end
  end)
    if is(e, Timeout) then say("w3 52 timeout") elseif not ok then error(e, 0) end end
  say("w3 64")
  if T.w1 then say("w3 cancels w1 " .. yn(T.w1:cancel())) end
  ev:wait()
  say("w3 67 ev")
  if T.w3 then say("w3 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w3 69 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
ev:set()
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(1)
if not q:full() then q:put_nowait(0) end
sleep(0)
sleep(5)
say('main ends')
