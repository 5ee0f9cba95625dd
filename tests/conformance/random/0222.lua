-- random program 222
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(0)
local function w1()
  sleep(0)
  say("w1 2")
  do local _ <close> = defer(function()
    sleep(3)
    say("w1 3 finally")
  end)
    sleep(0)
    say("w1 5")
    sleep(2)
    say("w1 7")
  end
  sleep(3)
  say("w1 9")
  local function f11()
    say("w1.f11 12")
    if T.w3 then say("w1.f11 cancels w3 " .. yn(T.w3:cancel())) end
    do local _ <close> = lk:hold()
      say("w1.f11 15 in")
      do local ok, e = pcall(function()
        sleep(1)
        say("w1.f11 18")
      end)
        if is(e, Cancelled) then say("w1.f11 16 cancelled raise")
          error(e, 0)
        elseif not ok then error(e, 0) end end
      do local ok, e = pcall(timeout, 0, function()
        current():cancel()
      end)
        if is(e, Timeout) then say("w1.f11 19 timeout") elseif not ok then error(e, 0) end end
    end
    return "f11"
  end
  for _, x in ipairs(gather({ spawn("f11", f11) }, { return_errors = true })) do
    say("w1 10 " .. (x.ok and x.value or kind(x.error)))
  end
  say("w1 21 end")
end
local function w2()
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w2 22 ok") elseif type(e) == "string" then say("w2 22 err " .. kind(e)) else error(e, 0) end end
  ev:clear()
  say("w2 24 end")
end
local function w3()
  say("w3 got " .. q:get())
  say("w3 size " .. q:size())
  local function f28()
    say("w3.f28 29")
    say("w3.f28 size " .. q:size())
    if not q:full() then q:put_nowait(31) end
    return "f28"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f28", f28)
    if not q:full() then q:put_nowait(32) end
    do local _ <close> = sm:hold()
      say("w3 34 in")
      local function f36()
        say("w3.f36 37")
        if T.w3 then say("w3.f36 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        current():cancel()
        sleep(2)
        say("w3.f36 41")
        return "f36"
      end
      do local ok, e = pcall(function() say("w3 35 " .. wait_for(0, spawn("f36", f36))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 35 err " .. kind(e)) else error(e, 0) end end end
      current():cancel()
      q:put(43)
      say("w3 44 put 43")
    end
    do local _ <close> = sm:hold()
      say("w3 46 in")
      do local ok, e = pcall(timeout, 1, function()
        if not q:empty() then say("w3 took " .. q:get_nowait()) end
        if T.w1 then say("w3 cancels w1 " .. yn(T.w1:cancel())) end
      end)
        if is(e, Timeout) then say("w3 47 timeout") elseif not ok then error(e, 0) end end
      if T.w2 then say("w3 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      if T.w3 then say("w3 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    end
  end)
    if is(e, ErrorGroup) then say("w3 27 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w3 52 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
if not q:full() then q:put_nowait(0) end
sleep(3)
ev:set()
if not q:empty() then q:get_nowait() end
sleep(30)
say('main ends')
